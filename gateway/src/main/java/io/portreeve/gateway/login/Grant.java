package io.portreeve.gateway.login;

import io.portreeve.gateway.login.Client.Method;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one user's login at one server brought.
 *
 * @param id the same for as long as the login lasts, whatever tokens it brings; no secret
 * @param issuer who gave the tokens
 * @param endpoint where that one takes refresh tokens
 * @param client who we were to it
 * @param resource what the tokens are for
 * @param ends when the access token ends, if that was said
 * @param asked the scopes that were asked for
 * @param scopes the scopes that were given
 * @param since when the user logged in
 * @param revocation where the tokens can be given back
 */
record Grant(
    String id,
    URI issuer,
    URI endpoint,
    Client client,
    String resource,
    String access,
    Optional<String> refresh,
    Optional<Instant> ends,
    List<String> asked,
    List<String> scopes,
    Instant since,
    Optional<URI> revocation) {

  /** A token that is about to end is not shown any more. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  static Grant of(String id, Authorization asked, Tokens tokens, Instant now) {
    return new Grant(
        id,
        asked.server().issuer(),
        asked.server().token(),
        asked.client(),
        asked.resource(),
        tokens.access(),
        tokens.refresh(),
        tokens.seconds().map(now::plusSeconds),
        asked.scopes(),
        tokens.scopes().orElse(asked.scopes()),
        now,
        asked.server().revoke());
  }

  /** With newer tokens; a refresh token that was not replaced stays (RFC 6749, section 6). */
  Grant renewed(Tokens tokens, Instant now) {
    return new Grant(
        id,
        issuer,
        endpoint,
        client,
        resource,
        tokens.access(),
        tokens.refresh().or(() -> refresh),
        tokens.seconds().map(now::plusSeconds),
        asked,
        tokens.scopes().orElse(scopes),
        since,
        revocation);
  }

  boolean isFresh(Instant now) {
    return ends.isEmpty() || now.plus(MARGIN).isBefore(ends.get());
  }

  /**
   * Whether it may be shown there: logins outlive a configuration, and the next one can have
   * another server under the same name, or another issuer for it.
   */
  boolean isFor(LoginTarget target) {
    return ProtectedResource.covers(URI.create(resource), target.url())
        && target.issuer().map(issuer::equals).orElse(true);
  }

  JsonObject toJson() {
    JsonObject json =
        JsonObject.builder()
            .put("id", id)
            .put("issuer", issuer.toString())
            .put("endpoint", endpoint.toString())
            .put("client", client.id())
            .put("method", client.method().wire())
            .put("resource", resource)
            .put("access", access)
            .put("asked", JsonArray.ofStrings(asked))
            .put("scopes", JsonArray.ofStrings(scopes))
            .put("since", since.toEpochMilli())
            .build();
    json = client.secret().isPresent() ? json.with("secret", client.secret().get()) : json;
    json = revocation.isPresent() ? json.with("revocation", revocation.get().toString()) : json;
    json = refresh.isPresent() ? json.with("refresh", refresh.get()) : json;
    return ends.isPresent() ? json.with("ends", ends.get().toEpochMilli()) : json;
  }

  static Grant of(JsonObject json) {
    Method method = Method.of(json.string("method").orElseThrow()).orElseThrow();
    Client client = new Client(json.string("client").orElseThrow(), json.string("secret"), method);
    return new Grant(
        json.string("id").orElseThrow(),
        URI.create(json.string("issuer").orElseThrow()),
        URI.create(json.string("endpoint").orElseThrow()),
        client,
        json.string("resource").orElseThrow(),
        json.string("access").orElseThrow(),
        json.string("refresh"),
        json.integer("ends").map(Instant::ofEpochMilli),
        ProtectedResource.strings(json, "asked"),
        ProtectedResource.strings(json, "scopes"),
        Instant.ofEpochMilli(json.integer("since").orElse(0L)),
        json.string("revocation").map(URI::create));
  }

  @Override
  public String toString() {
    return "Grant of " + issuer + " for " + resource;
  }
}
