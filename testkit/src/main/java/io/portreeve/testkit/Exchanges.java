package io.portreeve.testkit;

import io.portreeve.guard.Arrival;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerId;
import java.time.Instant;
import java.util.Set;

/** Exchanges for tests: one principal, one server, and whatever was asked. */
public final class Exchanges {
  public static final ServerId SERVER = new ServerId("files");
  public static final Principal ANNA =
      new Principal("anna", Set.of("staff"), Principal.Authentication.API_KEY);

  private Exchanges() {}

  public static Exchange asking(ClientMessage message) {
    return of(ANNA, message);
  }

  /** Somebody at the door, with what the presented credentials prove. */
  public static Arrival arriving(Identity identity) {
    return new Arrival(
        new ExchangeId("x-1"), Instant.parse("2026-01-01T00:00:00Z"), "127.0.0.1", identity);
  }

  public static Exchange of(Principal principal, ClientMessage message) {
    return new Exchange(
        new ExchangeId("x-1"),
        Instant.parse("2026-01-01T00:00:00Z"),
        "127.0.0.1",
        principal,
        Revision.V2026_07_28,
        SERVER,
        message);
  }
}
