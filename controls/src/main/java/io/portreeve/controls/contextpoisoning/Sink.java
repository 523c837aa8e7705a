package io.portreeve.controls.contextpoisoning;

import io.portreeve.guard.Confidentiality;
import java.util.Map;

/**
 * Where data becomes action: a consequential tool, or a reading one whose argument leaves the
 * house.
 *
 * @param name how plans call it
 * @param roles what its arguments are for
 * @param rest what arguments are for that are not among them
 * @param reversible whether it only changes what its user can change back, in his own space
 * @param clearance the most private data that may have been read before it is used
 */
public record Sink(
    String name,
    Map<String, ArgumentRole> roles,
    ArgumentRole rest,
    boolean reversible,
    Confidentiality clearance) {
  public Sink {
    roles = Map.copyOf(roles);
  }

  /** One of which nobody said anything: each of its arguments decides. */
  public static Sink undeclared(String name) {
    return new Sink(name, Map.of(), ArgumentRole.AUTHORITY, false, Confidentiality.PRIVATE);
  }

  ArgumentRole role(String argument) {
    return roles.getOrDefault(argument, rest);
  }
}
