package io.portreeve.gateway.doctor;

import java.util.List;
import java.util.stream.Stream;

/** Names that mean nothing, of which {@code check} tells, too. */
public final class NameLooks {
  private NameLooks() {}

  /** One for each line that says so. */
  public static Stream<Complaint> of(List<String> unmatched) {
    return unmatched.stream().map(line -> Found.of(Lack.NAME_WITHOUT_EFFECT, "", line));
  }
}
