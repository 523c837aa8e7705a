package io.portreeve.gateway.login;

import io.portreeve.gateway.journey.Seal;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Addresses of our start page. One names the server and the user who called, sealed, and lets
 * nobody in: whoever opens it must prove to be that user.
 */
final class Tickets {
  private static final String BINDING = "login-ticket";
  private static final Duration LIFE = Duration.ofMinutes(15);

  private final URI start;
  private final Seal seal;
  private final InstantSource clock;

  Tickets(URI start, Seal seal, InstantSource clock) {
    this.start = start;
    this.seal = seal;
    this.clock = clock;
  }

  URI page(LoginMemory.Who who) {
    JsonObject content =
        JsonObject.empty()
            .with("server", who.server().value())
            .with("principal", who.principal())
            .with("through", who.through())
            .with("expires", clock.instant().plus(LIFE).toEpochMilli());
    return URI.create(start + "?ticket=" + seal.seal(BINDING, content));
  }

  /** Whom it was made for, while it is good. */
  Optional<LoginMemory.Who> open(String ticket) {
    return seal.open(BINDING, ticket)
        .filter(content -> content.integer("expires").orElse(0L) > clock.millis())
        .map(content ->
            new LoginMemory.Who(
                new ServerId(content.string("server").orElseThrow()),
                content.string("principal").orElseThrow(),
                content.string("through").orElseThrow()));
  }
}
