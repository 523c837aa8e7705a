package io.portreeve.gateway.store;

import io.portreeve.guard.DefinitionPins.Kind;
import java.util.Comparator;

/**
 * What a pin is about: one definition of one server. Names are the servers' choice, also so that
 * they have one hash: maps search among those by the order.
 *
 * @param server the configured id of the server
 * @param kind what sort of definition: tool, prompt, resource, resource-template, instructions
 * @param name its name on that server, without any prefix of ours; may be empty for instructions
 */
public record PinName(String server, String kind, String name) implements Comparable<PinName> {
  private static final Comparator<PinName> ORDER =
      Comparator.comparing(PinName::name)
          .thenComparing(PinName::server)
          .thenComparing(PinName::kind);

  public PinName {
    if (server.isBlank() || kind.isBlank()) {
      throw new IllegalArgumentException("a pin names a server and a kind");
    }
  }

  /** That of a definition of this kind. */
  public static PinName of(String server, Kind kind, String name) {
    return new PinName(server, word(kind), name);
  }

  /** How pins call a kind. It is kept in stores: no constant's new name changes it. */
  public static String word(Kind kind) {
    return switch (kind) {
      case TOOL -> "tool";
      case PROMPT -> "prompt";
      case RESOURCE -> "resource";
      case RESOURCE_TEMPLATE -> "resource-template";
      case INSTRUCTIONS -> "instructions";
    };
  }

  @Override
  public int compareTo(PinName other) {
    return ORDER.compare(this, other);
  }

  /** Whether it is about a definition of this kind. */
  public boolean isOf(Kind sort) {
    return kind.equals(word(sort));
  }
}
