package io.portreeve.gateway.ocsf;

import io.portreeve.controls.network.IpAddress;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;

/** Who takes part in an event. */
final class Parties {
  /** What OCSF demands a name of, where nobody is known. */
  static final String UNKNOWN = "unknown";

  private Parties() {}

  static JsonObject user(Optional<String> principal) {
    return JsonObject.empty().with("name", principal.orElse(UNKNOWN));
  }

  /** Whose authority it was, and through which client. */
  static JsonObject actor(Event event) {
    JsonObject actor = JsonObject.empty().with("user", user(event.take("principal")));
    return event.take("client").map(client -> actor.with("app_uid", client)).orElse(actor);
  }

  /** Where a message came from: an address, or the process that started us. */
  static JsonObject source(Event event) {
    String peer = event.take("peer").orElse(UNKNOWN);
    boolean address = IpAddress.parseFour(peer).or(() -> IpAddress.parseSix(peer)).isPresent();
    return JsonObject.empty().with(address ? "ip" : "name", peer);
  }

  static JsonObject service(String name) {
    return JsonObject.empty().with("name", name);
  }
}
