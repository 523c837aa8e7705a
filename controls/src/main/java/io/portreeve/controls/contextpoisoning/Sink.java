package io.portreeve.controls.contextpoisoning;

import io.portreeve.guard.Confidentiality;
import java.util.Map;

/**
 * Where data becomes action: a consequential tool, or a reading one whose argument leaves the
 * house.
 *
 * @param server whose tool it is, by the operator's name; empty where that does not matter
 * @param name how plans call it
 * @param roles what its arguments are for
 * @param rest what arguments are for that are not among them
 * @param reversible whether it only changes what its user can change back, in his own space
 * @param clearance the most private data that may have been read before it is used
 */
public record Sink(
    String server,
    String name,
    Map<String, ArgumentRole> roles,
    ArgumentRole rest,
    boolean reversible,
    Confidentiality clearance) {
  public Sink {
    roles = Map.copyOf(roles);
  }

  /** One of which nobody asks whose it is. */
  public Sink(
      String name,
      Map<String, ArgumentRole> roles,
      ArgumentRole rest,
      boolean reversible,
      Confidentiality clearance) {
    this("", name, roles, rest, reversible, clearance);
  }

  /** The same of a server. */
  public Sink of(String owner) {
    return new Sink(owner, name, roles, rest, reversible, clearance);
  }

  /** One of which nobody said anything: each of its arguments decides. */
  public static Sink undeclared(String name) {
    return new Sink(name, Map.of(), ArgumentRole.AUTHORITY, false, Confidentiality.PRIVATE);
  }

  ArgumentRole role(String argument) {
    return roles.getOrDefault(argument, rest);
  }
}
