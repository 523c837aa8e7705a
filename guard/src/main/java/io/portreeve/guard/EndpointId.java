package io.portreeve.guard;

/**
 * The endpoint that a message came to, by the operator's name for it. Where the operator names none
 * there is one, and it has no name.
 */
public record EndpointId(String value) {
  /** The one without a name. */
  public static EndpointId unnamed() {
    return new EndpointId("");
  }

  @Override
  public String toString() {
    return value;
  }
}
