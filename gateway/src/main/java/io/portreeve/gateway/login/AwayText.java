package io.portreeve.gateway.login;

import io.portreeve.guard.EndpointId;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import java.net.URI;
import java.util.Optional;

/**
 * Those who are at an authorization server, as JSON: whichever node they come back to goes on.
 * There are secrets in it. What was not written here does not read: it throws a {@link
 * RuntimeException}.
 */
final class AwayText {
  private AwayText() {}

  static JsonObject of(Left left) {
    return who(left.endpoint(), left.who())
        .put("request", request(left.authorization().request()))
        .put("resource", left.authorization().resource())
        .build();
  }

  static Left left(JsonObject text) {
    return new Left(
        endpoint(text),
        who(text),
        new Authorization(request(text.object("request").orElseThrow()), string(text, "resource")));
  }

  static JsonObject of(SigningIn signing) {
    return who(signing.endpoint(), signing.who()).put("asked", of(signing.asked())).build();
  }

  static SigningIn signingIn(JsonObject text) {
    return new SigningIn(asked(text.object("asked").orElseThrow()), endpoint(text), who(text));
  }

  static JsonObject of(SignInRequest asked) {
    return JsonObject.builder()
        .put("issuer", asked.issuer())
        .put("request", request(asked.request()))
        .put("again", asked.again())
        .put("nonce", asked.nonce())
        .build();
  }

  static SignInRequest asked(JsonObject text) {
    return new SignInRequest(
        string(text, "issuer"),
        request(text.object("request").orElseThrow()),
        truth(text, "again"),
        string(text, "nonce"));
  }

  private static JsonObjectBuilder who(EndpointId endpoint, LoginMemory.Who who) {
    return JsonObject.builder()
        .put("endpoint", endpoint.value())
        .put("server", who.server().value())
        .put("principal", who.principal())
        .put("through", who.through());
  }

  private static EndpointId endpoint(JsonObject text) {
    return new EndpointId(string(text, "endpoint"));
  }

  private static LoginMemory.Who who(JsonObject text) {
    ServerId server = new ServerId(string(text, "server"));
    return new LoginMemory.Who(server, string(text, "principal"), string(text, "through"));
  }

  private static JsonObject request(AuthorizationRequest request) {
    return JsonObject.builder()
        .put("server", server(request.server()))
        .put("client", client(request.client()))
        .put("redirect", request.redirect().toString())
        .put("state", request.state())
        .put("verifier", request.pkce().verifier())
        .put("scopes", JsonArray.ofStrings(request.scopes()))
        .build();
  }

  private static AuthorizationRequest request(JsonObject text) {
    return new AuthorizationRequest(
        server(text.object("server").orElseThrow()),
        client(text.object("client").orElseThrow()),
        uri(text, "redirect"),
        string(text, "state"),
        new Pkce(string(text, "verifier")),
        ProtectedResource.strings(text, "scopes"));
  }

  private static JsonObject client(Client client) {
    JsonObject text =
        JsonObject.empty().with("id", client.id()).with("method", client.method().wire());
    return client.secret().map(secret -> text.with("secret", secret)).orElse(text);
  }

  private static Client client(JsonObject text) {
    Client.Method method = Client.Method.of(string(text, "method")).orElseThrow();
    return new Client(string(text, "id"), text.string("secret"), method);
  }

  private static JsonObject server(AuthorizationServer server) {
    JsonObjectBuilder text =
        JsonObject.builder()
            .put("issuer", server.issuer().toString())
            .put("authorize", server.authorize().toString())
            .put("token", server.token().toString())
            .put("scopes", JsonArray.ofStrings(server.scopes()))
            .put("methods", JsonArray.ofStrings(server.methods()))
            .put("reads-clients", server.readsClients())
            .put("proves-codes", server.provesCodes())
            .put("names-itself", server.namesItself());
    server.register().ifPresent(place -> text.put("register", place.toString()));
    server.revoke().ifPresent(place -> text.put("revoke", place.toString()));
    return text.build();
  }

  private static AuthorizationServer server(JsonObject text) {
    return new AuthorizationServer(
        uri(text, "issuer"),
        uri(text, "authorize"),
        uri(text, "token"),
        place(text, "register"),
        place(text, "revoke"),
        ProtectedResource.strings(text, "scopes"),
        ProtectedResource.strings(text, "methods"),
        truth(text, "reads-clients"),
        truth(text, "proves-codes"),
        truth(text, "names-itself"));
  }

  private static String string(JsonObject text, String name) {
    return text.string(name).orElseThrow();
  }

  private static boolean truth(JsonObject text, String name) {
    return text.bool(name).orElseThrow();
  }

  private static URI uri(JsonObject text, String name) {
    return URI.create(string(text, name));
  }

  private static Optional<URI> place(JsonObject text, String name) {
    return text.string(name).map(URI::create);
  }
}
