package io.portreeve.gateway.login;

import io.portreeve.gateway.login.Client.Method;
import io.portreeve.gateway.login.Fetcher.Fetched;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Who we are to authorization servers: what the operator registered, else the address of a document
 * of ours, else what we register ourselves. What one server gave us is kept under its name and
 * shown to no other (specification 2026-07-28, client registration).
 */
final class Registrations {
  private final Settings settings;
  private final Fetcher fetcher;
  private final Kept kept;
  private final InstantSource clock;

  /**
   * What the operator says.
   *
   * @param registered who we are to the configured issuer, and to no other
   * @param document the address of a document about us, if there is one that others can read
   * @param dynamic whether we may register ourselves
   * @param redirect where authorization servers send users back to
   */
  record Settings(
      Optional<Registered> registered, Optional<URI> document, boolean dynamic, URI redirect) {}

  /** What the operator registered at one issuer. */
  record Registered(URI issuer, String id, Optional<String> secret) {
    @Override
    public String toString() {
      return "client " + id + " of " + issuer;
    }
  }

  Registrations(Settings settings, Fetcher fetcher, Kept kept, InstantSource clock) {
    this.settings = settings;
    this.fetcher = fetcher;
    this.kept = kept;
    this.clock = clock;
  }

  /** Who we are to this one. */
  Client at(AuthorizationServer server) throws LoginFailed, InterruptedException {
    if (settings.registered().isPresent()) {
      return registered(settings.registered().get(), server);
    }
    if (server.readsClients() && settings.document().isPresent()) {
      return Client.without(settings.document().get().toString());
    }
    if (server.register().isEmpty() || !settings.dynamic()) {
      throw new LoginFailed("an authorization server that takes only clients registered before");
    }
    return dynamic(server, server.register().get());
  }

  private static Client registered(Registered ours, AuthorizationServer server) throws LoginFailed {
    if (!ours.issuer().equals(server.issuer())) {
      throw new LoginFailed("registered at another authorization server");
    }
    return ours.secret()
        .map(secret -> Client.withSecret(ours.id(), secret, server))
        .orElseGet(() -> Client.without(ours.id()));
  }

  /** One registration for all users; two at once would only leave one unused. */
  private synchronized Client dynamic(AuthorizationServer server, URI endpoint)
      throws LoginFailed, InterruptedException {
    String name = name(server);
    Optional<JsonObject> known = kept.get(name).filter(this::isInForce);
    if (known.isPresent()) {
      return read(known.get(), Method.NONE);
    }
    Method wanted = wanted(server);
    Fetched answer = fetcher.post(endpoint, about(wanted));
    if (!answer.isGood() || answer.json().string("client_id").isEmpty()) {
      throw new LoginFailed("registration refused with HTTP " + answer.status());
    }
    Client client = read(answer.json(), wanted);
    kept.put(name, written(client, answer.json().integer("client_secret_expires_at").orElse(0L)));
    return client;
  }

  /** A registration that the server no longer knows is made anew at the next login. */
  void forget(AuthorizationServer server) {
    kept.remove(name(server));
  }

  private String name(AuthorizationServer server) {
    return "login-client/" + Pkce.digest(server.issuer() + " " + settings.redirect());
  }

  private boolean isInForce(JsonObject client) {
    long expires = client.integer("expires").orElse(0L);
    return expires == 0 || expires > clock.instant().getEpochSecond();
  }

  private static Method wanted(AuthorizationServer server) {
    return List.of(Method.values()).stream()
        .filter(method -> server.methods().contains(method.wire()))
        .findFirst()
        .orElse(Method.NONE);
  }

  private JsonObject about(Method method) {
    return about(settings.redirect(), method);
  }

  /** What we say of ourselves (RFC 7591, section 2). */
  static JsonObject about(URI redirect, Method method) {
    return JsonObject.builder()
        .put("client_name", "Portreeve")
        .put("redirect_uris", JsonArray.ofStrings(List.of(redirect.toString())))
        .put("grant_types", JsonArray.ofStrings(List.of("authorization_code", "refresh_token")))
        .put("response_types", JsonArray.ofStrings(List.of("code")))
        .put("token_endpoint_auth_method", method.wire())
        .put("application_type", Links.isHere(redirect) ? "native" : "web")
        .build();
  }

  private static Client read(JsonObject json, Method wanted) {
    String id = json.string("client_id").orElseThrow();
    Optional<String> secret = json.string("client_secret");
    Method method = json.string("token_endpoint_auth_method").flatMap(Method::of).orElse(wanted);
    return secret.isEmpty() ? Client.without(id) : new Client(id, secret, method);
  }

  private static JsonObject written(Client client, long expires) {
    JsonObject json =
        JsonObject.empty()
            .with("client_id", client.id())
            .with("token_endpoint_auth_method", client.method().wire())
            .with("expires", expires);
    return client.secret().map(secret -> json.with("client_secret", secret)).orElse(json);
  }
}
