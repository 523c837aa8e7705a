package io.portreeve.gateway.journey;

import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.json.CanonicalJson;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import io.portreeve.mcp.json.JsonRefused;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Seals what clients carry for us between requests: request states and cursors.
 *
 * <p>A sealed text opens only for the principal, client, actors, endpoint, server, method and
 * request that it was made for, and only for a bounded time and number of rounds. The client is
 * treated as an attacker (specification 2026-07-28, multi-round-trip requests); forged, foreign,
 * stale and altered texts all fail alike. A state may be used more than once while it lives:
 * whether a retry repeats an effect is the server's affair, as it is without us.
 */
public final class Carried {
  private static final Duration STATE_LIFE = Duration.ofMinutes(15);
  private static final Duration CURSOR_LIFE = Duration.ofHours(1);
  private static final int MOST_ROUNDS = 10;
  private static final String THEIRS = "theirs";
  private static final String EXPIRES = "expires";
  private static final String ROUND = "round";
  private static final String APPROVAL = "approval";
  private static final String USE = "use";
  private static final String ANSWERS = "answers";

  private final Seal seal;
  private final InstantSource clock;

  public Carried(Seal seal, InstantSource clock) {
    this.seal = seal;
    this.clock = clock;
  }

  /** What the client carried does not open. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message, null, false, false);
    }
  }

  /** The round of a request that a client sends, with what it carried put back. */
  Round open(Exchange exchange, Request received) throws Invalid {
    return switch (received) {
      case Answerable request when request.requestState().isPresent() ->
          openState(exchange, request, request.requestState().get());
      case Listing page when page.cursor().isPresent() ->
          openCursor(exchange, page, page.cursor().get());
      case Answerable _, Listing _, Discover _, Complete _, Listen _ -> new Round(received);
    };
  }

  /** Puts our state in place of the server's, with the round that a retry begins. */
  InputRequired seal(Exchange exchange, Round next, InputRequired asks) {
    JsonObjectBuilder state = expiring(STATE_LIFE).put(ROUND, (long) next.number());
    next.approval().ifPresent(of -> put(of, state));
    asks.requestState().ifPresent(theirs -> state.put(THEIRS, theirs));
    String asked = digest((Request) exchange.asked());
    return asks.withRequestState(seal.seal(binding(exchange, asked), state.build()));
  }

  /** Puts our cursor in place of the server's. */
  ListResult seal(Exchange exchange, ListResult page) {
    if (page.nextCursor().isEmpty()) {
      return page;
    }
    JsonObject inside = expiring(CURSOR_LIFE).put(THEIRS, page.nextCursor().get()).build();
    String sealed = seal.seal(binding(exchange, "cursor"), inside);
    return (ListResult) page.withJson(page.json().with("nextCursor", sealed));
  }

  private Round openState(Exchange exchange, Request received, String sealed) throws Invalid {
    JsonObject state = unseal(binding(exchange, digest(received)), sealed);
    long round = state.integer(ROUND).orElseThrow();
    if (round > MOST_ROUNDS) {
      throw new Invalid("too many rounds");
    }
    JsonObject params = restore(received.params(), Answerable.REQUEST_STATE, state);
    return new Round(received.withParams(params), (int) round, approval(state));
  }

  private static void put(Continued approval, JsonObjectBuilder state) {
    switch (approval) {
      case Continued.Asked(String id) -> state.put(APPROVAL, id);
      case Continued.Approved(String id, int use, boolean answers) ->
          state.put(APPROVAL, id).put(USE, (long) use).put(ANSWERS, answers);
    }
  }

  private static Optional<Continued> approval(JsonObject state) {
    return state
        .string(APPROVAL)
        .map(id ->
            state.has(USE)
                ? new Continued.Approved(
                    id,
                    Math.toIntExact(state.integer(USE).orElseThrow()),
                    state.bool(ANSWERS).orElseThrow())
                : new Continued.Asked(id));
  }

  private Round openCursor(Exchange exchange, Request received, String sealed) throws Invalid {
    JsonObject inside = unseal(binding(exchange, "cursor"), sealed);
    return new Round(received.withParams(restore(received.params(), "cursor", inside)));
  }

  private JsonObject unseal(String binding, String sealed) throws Invalid {
    JsonObject inside =
        seal.open(binding, sealed).orElseThrow(() -> new Invalid("forged, foreign or altered"));
    if (inside.integer(EXPIRES).orElseThrow() < clock.millis()) {
      throw new Invalid("expired");
    }
    return inside;
  }

  private static JsonObject restore(JsonObject params, String member, JsonObject inside) {
    return inside
        .string(THEIRS)
        .map(theirs -> params.with(member, theirs))
        .orElseGet(() -> params.without(member));
  }

  private JsonObjectBuilder expiring(Duration life) {
    return JsonObject.builder().put(EXPIRES, clock.instant().plus(life).toEpochMilli());
  }

  private static String binding(Exchange exchange, String request) {
    List<String> bound = new ArrayList<>();
    bound.add(exchange.principal().id());
    bound.add(exchange.endpoint().value());
    bound.add(exchange.server().value());
    bound.add(exchange.asked().method());
    bound.add(request);
    Delegation through = exchange.principal().delegation();
    bound.add(through.client().map(Client::id).orElse(""));
    through.actors().forEach(actor -> bound.add(actor.id()));
    return JsonArray.ofStrings(bound).toString();
  }

  /**
   * What must not change between the rounds: everything but the answers, the state and the meta.
   */
  private static String digest(Request request) {
    JsonObject asked =
        request
            .params()
            .without("_meta")
            .without(Answerable.INPUT_RESPONSES)
            .without(Answerable.REQUEST_STATE);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical(asked));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("SHA-256 is not available", impossible);
    }
  }

  /**
   * Numbers that no double holds have no canonical form; such a request must be repeated as it was.
   */
  private static byte[] canonical(JsonObject asked) {
    try {
      return CanonicalJson.bytes(asked);
    } catch (JsonRefused refused) {
      return asked.toBytes();
    }
  }
}
