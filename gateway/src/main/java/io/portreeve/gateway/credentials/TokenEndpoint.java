package io.portreeve.gateway.credentials;

import static java.util.stream.Collectors.joining;

import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.document.Turns;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.keeping.Age;
import io.portreeve.gateway.oauth.Discovery;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where one authorization server gives out tokens, to us as its client. Bounded in size, time and
 * number at once; follows no redirect; the operator hears of an outage once.
 */
final class TokenEndpoint {
  private static final int AT_ONCE = 16;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final Duration DISCOVERED_LIFE = Duration.ofHours(1);

  /** What it says of one user, or of what he came with; any other refusal is our affair. */
  private static final Set<String> OF_THE_USER =
      Set.of("invalid_grant", "access_denied", "interaction_required", "login_required");

  private final URI issuer;
  private final Optional<URI> configured;
  private final ClientAuthentication us;
  private final Turns turns;
  private final Outage outage;
  private final InstantSource clock;
  private volatile @Nullable Discovered discovered;

  private record Discovered(URI endpoint, Instant at) {}

  /**
   * Of this issuer.
   *
   * @param configured where it is; empty: where its metadata says
   */
  TokenEndpoint(
      URI issuer,
      Optional<URI> configured,
      ClientAuthentication us,
      Documents documents,
      Outage outage,
      InstantSource clock,
      LongSupplier ticker) {
    this.issuer = issuer;
    this.configured = configured;
    this.us = us;
    this.turns = new Turns(documents, AT_ONCE, ticker);
    this.outage = outage;
    this.clock = clock;
  }

  /** The identifier of the server. */
  String issuer() {
    return issuer.toString();
  }

  String clientId() {
    return us.clientId();
  }

  /** What it gave for this form, if that is what was wanted. */
  Grant ask(Map<String, String> form, Wanted wanted) throws TokenUnavailable, InterruptedException {
    try {
      Instant now = clock.instant();
      Optional<Documents.Answer> inTurn =
          turns.<Documents.Answer, TokenUnavailable>take(inTime -> answer(form, inTime));
      if (inTurn.isEmpty()) {
        throw new TokenUnavailable("too many tokens are being asked for");
      }
      Documents.Answer answer = inTurn.get();
      if (answer.status() != OK && isOfTheUser(answer)) {
        outage.answered();
        throw new TokenUnavailable("the authorization server refused: " + error(answer));
      }
      Grant grant = wanted.read(good(answer), now);
      outage.answered();
      return grant;
    } catch (DocumentUnavailable unavailable) {
      outage.failed(String.valueOf(unavailable.getMessage()));
      throw new TokenUnavailable(String.valueOf(unavailable.getMessage()));
    }
  }

  private Documents.Answer answer(Map<String, String> form, Documents documents)
      throws DocumentUnavailable, TokenUnavailable, InterruptedException {
    URI endpoint = endpoint(documents);
    return switch (us) {
      case ClientAuthentication.Basic basic ->
          documents.form(endpoint, basic.fields(), encoded(form));
      case ClientAuthentication.PrivateKeyJwt signed -> {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.putAll(signed.parameters(issuer.toString()));
        yield documents.form(endpoint, HttpFields.empty(), encoded(all));
      }
    };
  }

  private URI endpoint(Documents documents) throws DocumentUnavailable, InterruptedException {
    if (configured.isPresent()) {
      return configured.get();
    }
    Discovered known = discovered;
    if (known == null || !Age.isLessThan(DISCOVERED_LIFE, known.at(), clock.instant())) {
      known = new Discovered(new Discovery(documents, issuer).tokenEndpoint(), clock.instant());
      discovered = known;
    }
    return known.endpoint();
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(each ->
            ClientAuthentication.encoded(each.getKey())
                + "="
                + ClientAuthentication.encoded(each.getValue()))
        .collect(joining("&"));
  }

  private static boolean isOfTheUser(Documents.Answer answer) {
    return answer.status() == BAD_REQUEST && OF_THE_USER.contains(error(answer));
  }

  private JsonObject good(Documents.Answer answer) throws DocumentUnavailable {
    if (answer.status() != OK) {
      String error = error(answer);
      throw new DocumentUnavailable(
          "HTTP " + answer.status() + (error.isEmpty() ? "" : " " + error) + " from " + issuer);
    }
    return json(answer)
        .orElseThrow(() -> new DocumentUnavailable("an answer that is no JSON, from " + issuer));
  }

  /** One of the words that the standards give; whatever else stands there is not repeated. */
  private static String error(Documents.Answer answer) {
    return json(answer)
        .flatMap(it -> it.string("error"))
        .filter(word -> word.matches("[a-z_]{1,40}"))
        .orElse("");
  }

  private static Optional<JsonObject> json(Documents.Answer answer) {
    try {
      return JsonReader.read(answer.body(), JsonLimits.defaults()) instanceof JsonObject object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonRefused malformed) {
      return Optional.empty();
    }
  }
}
