package io.portreeve.guard;

import java.util.List;

/**
 * Where the values come from that decide something in a call, for a person who has to judge it.
 *
 * @param values those that decide, in the order of the call; the first of them, if there are many
 * @param whole whether these are all of them
 * @param heard what was heard before, and whose untrusted data
 */
public record Provenance(List<Value> values, boolean whole, Label heard) {
  public Provenance {
    values = List.copyOf(values);
  }

  /**
   * One value.
   *
   * @param at where it stands in the arguments, or the member whose name it is (RFC 6901)
   * @param origins where it was found, what may decide first; none if it was found nowhere
   */
  public record Value(String at, List<Origin> origins) {
    public Value {
      origins = List.copyOf(origins);
    }

    /** Whether it comes from somewhere that may decide. */
    public boolean traced() {
      return origins.stream().anyMatch(origin -> origin.kind().decides());
    }
  }

  /**
   * A place where it was found.
   *
   * @param server the operator's name for who said it; empty if no server did
   * @param said what it was the answer to: the tool, or the method
   * @param memory whether the server is a memory
   */
  public record Origin(Kind kind, String server, String said, boolean memory) {
    /** One that no server is. */
    public static Origin of(Kind kind) {
      return new Origin(kind, "", "", false);
    }
  }

  /** What sort of place. */
  public enum Kind {
    /** The user wrote it. */
    USER(true),
    /** A person approved it, for this argument and conversation. */
    ENDORSED(true),
    /** A server that the operator trusts said it. */
    TRUSTED(true),
    /** It stands in a field that the user pointed to. */
    POINTED(true),
    /** A server issued it as an id of what the user or a trusted result named. */
    ISSUED(true),
    /** A server that is trusted said it after the model had. */
    REPEATED(false),
    /** It stands in what nobody vouches for. */
    UNTRUSTED(false);

    private final boolean decides;

    Kind(boolean decides) {
      this.decides = decides;
    }

    /** Whether a value from there may decide. */
    public boolean decides() {
      return decides;
    }
  }
}
