package io.portreeve.gateway.console.flow;

import io.portreeve.mcp.json.JsonObject;

/**
 * Where a value of a call was found.
 *
 * @param kind the log's word for what sort of place that is
 * @param server whose words they were; empty if no server's
 * @param said what they were the answer to
 */
record Source(String kind, String server, String said) {
  static Source of(JsonObject from) {
    return new Source(
        from.string("kind").orElse(""),
        from.string("server").orElse(""),
        from.string("said").orElse(""));
  }

  boolean isOfAServer() {
    return !server.isEmpty();
  }

  /** Whether a value from there may decide. */
  boolean isVouched() {
    return switch (kind) {
      case "user", "endorsed", "pointed", "issued", "trusted" -> true;
      default -> false;
    };
  }

  /** Who vouches for it, where no server said it; in words that others of the kind share. */
  String words() {
    return switch (kind) {
      case "user" -> "the user's words";
      case "endorsed" -> "a person's approval";
      case "pointed" -> "a field that the user pointed to";
      case "issued" -> "an id that was issued for it";
      case "trusted" -> "a trusted result";
      case "repeated" -> "an echo of the model";
      case "untrusted" -> "untrusted words";
      default -> "nowhere that is known";
    };
  }
}
