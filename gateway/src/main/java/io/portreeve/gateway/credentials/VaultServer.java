package io.portreeve.gateway.credentials;

import static java.util.stream.Collectors.joining;

import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/**
 * The secrets of one server in a key-value store of version 2, as HashiCorp Vault serves it. An
 * answer is believed for a while; what was opened with it lives on for as long as it is confirmed
 * now and then.
 */
final class VaultServer implements SecretVault {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final Duration CONFIRMED = Duration.ofMinutes(10);

  private final Place place;
  private final Secret token;
  private final Documents documents;
  private final Outage outage;
  private final InstantSource clock;
  private final Grants answers;
  private final Lives lives = new Lives();

  /**
   * Where it is.
   *
   * @param below the path of the secrets of the server
   * @param cache how long an answer is believed
   */
  record Place(URI address, String mount, String below, Duration cache) {
    URI of(String principal) throws TokenUnavailable {
      String[] segments = principal.split("/", -1);
      for (String segment : segments) {
        if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
          throw new TokenUnavailable("the principal's name cannot be a path in the vault");
        }
      }
      String path =
          Arrays.stream(segments)
              .map(it -> URLEncoder.encode(it, StandardCharsets.UTF_8).replace("+", "%20"))
              .collect(joining("/"));
      String base = address.toString().replaceFirst("/$", "");
      return URI.create(base + "/v1/" + mount + "/data/" + below + "/" + path);
    }
  }

  VaultServer(Place place, Secret token, Documents documents, Outage outage, InstantSource clock) {
    this.place = place;
    this.token = token;
    this.documents = documents;
    this.outage = outage;
    this.clock = clock;
    this.answers = new Grants(clock);
  }

  @Override
  public Optional<Secret> of(String principal) throws TokenUnavailable, InterruptedException {
    URI where = place.of(principal);
    Grant answer = answers.of(principal, () -> asked(where));
    if (answer.token().isEmpty()) {
      return Optional.empty();
    }
    lives.extend(principal + "\n" + answer.token(), answer.until().plus(CONFIRMED));
    return Optional.of(Secret.ofText(answer.token()));
  }

  @Override
  public Optional<Secret> known(String principal) {
    return answers
        .last(principal)
        .filter(text -> lives.lasts(principal + "\n" + text, clock.instant()))
        .map(Secret::ofText);
  }

  private Grant asked(URI where) throws TokenUnavailable, InterruptedException {
    Instant now = clock.instant();
    try {
      Documents.Answer answer =
          documents.get(where, HttpFields.of("x-vault-token", token.revealText()));
      String secret =
          switch (answer.status()) {
            case OK -> value(answer.body());
            case NOT_FOUND -> "";
            default -> throw new DocumentUnavailable("HTTP " + answer.status() + " from the vault");
          };
      outage.answered();
      return new Grant(secret, now, now.plus(place.cache()));
    } catch (DocumentUnavailable unavailable) {
      outage.failed(String.valueOf(unavailable.getMessage()));
      throw new TokenUnavailable("the vault cannot be asked for the user's secret");
    }
  }

  private static String value(byte[] body) throws DocumentUnavailable {
    try {
      return Optional.of(JsonReader.read(body, JsonLimits.defaults()))
          .filter(JsonObject.class::isInstance)
          .flatMap(it -> ((JsonObject) it).object("data"))
          .flatMap(it -> it.object("data"))
          .flatMap(it -> it.string("value"))
          .orElseThrow(() -> new DocumentUnavailable("an answer of the vault without a `value`"));
    } catch (JsonRefused malformed) {
      throw new DocumentUnavailable("an answer of the vault that is no JSON");
    }
  }
}
