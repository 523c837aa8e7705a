package io.portreeve.gateway.login;

import io.portreeve.gateway.journey.Seal;
import io.portreeve.guard.EndpointId;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Addresses of our start pages. One names the server and the user who called, sealed for the
 * endpoint that the call came to, and lets nobody in: whoever opens it there must prove to be that
 * user.
 */
final class Tickets {
  private static final String BINDING = "login-ticket ";
  private static final Duration LIFE = Duration.ofMinutes(15);

  private final LoginSite site;
  private final Seal seal;
  private final InstantSource clock;

  Tickets(LoginSite site, Seal seal, InstantSource clock) {
    this.site = site;
    this.seal = seal;
    this.clock = clock;
  }

  URI page(EndpointId endpoint, LoginMemory.Who who) {
    JsonObject content =
        JsonObject.empty()
            .with("server", who.server().value())
            .with("principal", who.principal())
            .with("through", who.through())
            .with("expires", clock.instant().plus(LIFE).toEpochMilli());
    return URI.create(site.start(endpoint) + "?ticket=" + seal.seal(binding(endpoint), content));
  }

  /** Whom it was made for, while it is good, and at no other endpoint. */
  Optional<LoginMemory.Who> open(EndpointId endpoint, String ticket) {
    return seal.open(binding(endpoint), ticket)
        .filter(content -> content.integer("expires").orElse(0L) > clock.millis())
        .map(content ->
            new LoginMemory.Who(
                new ServerId(content.string("server").orElseThrow()),
                content.string("principal").orElseThrow(),
                content.string("through").orElseThrow()));
  }

  private static String binding(EndpointId endpoint) {
    return BINDING + endpoint;
  }
}
