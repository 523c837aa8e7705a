package io.portreeve.gateway.doctor;

import io.portreeve.guard.Mitigation;
import java.util.List;

/**
 * Something to be done.
 *
 * @param rule which rule says so: one of {@link Lack}, or of the scan's about the configuration
 * @param standing what becomes of the mitigation by it; {@link Standing#ON} for what is no more
 *     than advice
 * @param subject a server, a rule of the policy or the like; empty for the whole
 * @param path where in the configuration it is written, or would be; empty: nowhere there
 * @param what what is wrong, as a clause about the subject
 * @param why why that matters, or what it means
 */
public record Complaint(
    String rule,
    Mitigation mitigation,
    Standing standing,
    String subject,
    List<String> path,
    String what,
    String why,
    Remedy remedy) {
  public Complaint {
    path = List.copyOf(path);
  }
}
