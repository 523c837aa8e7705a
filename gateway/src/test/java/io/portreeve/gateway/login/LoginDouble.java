package io.portreeve.gateway.login;

import io.portreeve.gateway.pages.Parameters;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ScriptedHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that wants its users to log in, and the authorization server that it names, on one port
 * of the loopback interface. It checks what an honest one checks (PKCE, codes once, refresh tokens
 * once, tokens for its own resource), and publishes whatever a test has it publish.
 */
final class LoginDouble implements AutoCloseable {
  static final String RESOURCE = "/.well-known/oauth-protected-resource/mcp";
  static final String ISSUER = "/.well-known/oauth-authorization-server";

  /** What an honest server publishes of itself. */
  static final String OWN = "{\"resource\":\"@/mcp\",\"authorization_servers\":[\"@\"]}";

  /** What it publishes, by path; `@` stands for its own address, a path for what lies there. */
  final Map<String, String> documents = new ConcurrentHashMap<>();

  /** Whose the access tokens are that it takes. */
  final Map<String, String> tokens = new ConcurrentHashMap<>();

  /** The scopes of tokens that have any. */
  final Map<String, String> granted = new ConcurrentHashMap<>();

  private final Map<String, Parameters> codes = new ConcurrentHashMap<>();
  private final Map<String, String> refreshable = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger listening = new AtomicInteger();
  private final ScriptedHttp http = ScriptedHttp.start(this::serve);
  volatile String challenge = "Bearer resource_metadata=\"@" + RESOURCE + "\"";
  volatile String neededToWrite = "";
  volatile String registration =
      "{\"client_id\":\"registered\",\"client_secret\":\"secret-of-the-client\","
          + "\"token_endpoint_auth_method\":\"client_secret_basic\"}";
  volatile String expiresIn = "";
  volatile int tokenStatus = 200;
  volatile int revokeStatus = 200;

  /** What happens elsewhere once tokens were given out, and before anybody has them. */
  volatile Runnable beforeTokensGo = () -> {};

  /** For whom its tokens say that they are, as JSON; opaque if empty. */
  volatile String audience = "";

  LoginDouble() {
    documents.put(RESOURCE, OWN);
    documents.put(ISSUER, metadata(""));
  }

  /** What an authorization server says that a good one says, and more. */
  static String metadata(String more) {
    return silent(",\"authorization_response_iss_parameter_supported\":true" + more);
  }

  /** Likewise, without a promise that its answers name it. */
  static String silent(String more) {
    return "{\"issuer\":\"@\",\"authorization_endpoint\":\"@/authorize\","
        + "\"token_endpoint\":\"@/token\",\"registration_endpoint\":\"@/register\","
        + "\"code_challenge_methods_supported\":[\"S256\"]"
        + more
        + "}";
  }

  URI url() {
    return http.url("/mcp");
  }

  String base() {
    String url = http.url("").toString();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  ScriptedHttp http() {
    return http;
  }

  /** The user agrees; what the browser comes back with. */
  String authorized(URI address, String user) {
    return nameless(address, user) + "&iss=" + Fetcher.encoded(base());
  }

  /** Likewise, and nothing says whose answer it is. */
  String nameless(URI address, String user) {
    Parameters asked = Parameters.of(address.getRawQuery());
    String code = "code-" + count.incrementAndGet();
    codes.put(code, new Parameters(with(asked.values(), user)));
    return "code=" + code + "&state=" + asked.get("state").orElseThrow();
  }

  private static Map<String, String> with(Map<String, String> asked, String user) {
    Map<String, String> all = new ConcurrentHashMap<>(asked);
    all.put("user", user);
    return all;
  }

  private void serve(HttpAsked asked, HttpWire wire) throws IOException {
    switch (asked.target()) {
      case "/mcp" -> mcp(asked, wire);
      case "/token" -> token(asked, wire);
      case "/revoke" -> revoke(asked, wire);
      case "/register" -> wire.json(registration.isEmpty() ? 400 : 201, registration);
      default -> {
        String document = documents.get(asked.target());
        if (document == null) {
          wire.empty(404);
        } else if (document.startsWith("HTTP ")) {
          wire.empty(Integer.parseInt(document.substring(5)));
        } else if (document.startsWith("/")) {
          wire.empty(302, "Location: " + base() + document);
        } else {
          wire.json(200, document.replace("@", base()));
        }
      }
    }
  }

  private void mcp(HttpAsked asked, HttpWire wire) throws IOException {
    String token = asked.field("authorization").orElse("").replaceFirst("^Bearer ", "");
    String user = tokens.get(token);
    if (user == null) {
      refuse(wire, 401, challenge);
      return;
    }
    boolean writes = asked.params().string("name").orElse("").equals("write");
    if (writes && !granted.getOrDefault(token, "").contains(neededToWrite)) {
      refuse(wire, 403, "Bearer error=\"insufficient_scope\", scope=\"" + neededToWrite + "\"");
      return;
    }
    if (asked.rpcMethod().equals("subscriptions/listen")) {
      tell(wire);
    } else {
      wire.json(200, asked.result(answer(asked.rpcMethod(), user)));
    }
  }

  /** Agrees to tell what changes, for as long as somebody listens. */
  private void tell(HttpWire wire) throws IOException {
    wire.stream();
    wire.event(
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\","
            + "\"params\":{\"notifications\":{\"toolsListChanged\":true}}}");
    listening.incrementAndGet();
    try {
      wire.awaitHangUp();
    } finally {
      listening.decrementAndGet();
    }
  }

  /** How many streams are open. */
  int listening() {
    return listening.get();
  }

  private static String answer(String method, String user) {
    String tool = "{'name':'%s','inputSchema':{'type':'object'}}";
    return switch (method) {
      case "server/discover" ->
          "{'resultType':'complete','supportedVersions':['2026-07-28'],'capabilities':"
              + "{'tools':{'listChanged':true}},"
              + "'ttlMs':0,'cacheScope':'private'}";
      case "tools/list" ->
          "{'resultType':'complete','tools':[%s,%s],'ttlMs':0,'cacheScope':'private'}"
              .formatted(tool.formatted("who"), tool.formatted("write"));
      default -> "{'resultType':'complete','content':[{'type':'text','text':'" + user + "'}]}";
    };
  }

  private void refuse(HttpWire wire, int status, String challenge) throws IOException {
    wire.empty(status, "WWW-Authenticate: " + challenge.replace("@", base()));
  }

  private void token(HttpAsked asked, HttpWire wire) throws IOException {
    Parameters form = Parameters.ofForm(asked.body().getBytes(StandardCharsets.ISO_8859_1));
    if (tokenStatus != 200) {
      wire.json(tokenStatus, "{\"error\":\"invalid_client\"}");
      return;
    }
    boolean refresh = form.get("grant_type").orElse("").equals("refresh_token");
    Optional<String> user =
        refresh
            ? Optional.ofNullable(refreshable.remove(form.get("refresh_token").orElse("")))
            : redeemed(form);
    if (user.isEmpty() || !form.get("resource").orElse("").equals(base() + "/mcp")) {
      wire.json(400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    String answer = given(user.get());
    beforeTokensGo.run();
    wire.json(200, answer);
  }

  /** A code is good once, for whoever knows what its challenge was made of. */
  private Optional<String> redeemed(Parameters form) {
    return Optional.ofNullable(codes.remove(form.get("code").orElse("")))
        .filter(asked ->
            asked
                    .get("code_challenge")
                    .equals(form.get("code_verifier").map(text -> new Pkce(text).challenge()))
                && asked.get("redirect_uri").equals(form.get("redirect_uri")))
        .map(asked -> asked.get("user").orElseThrow() + " " + asked.get("scope").orElse(""));
  }

  private String given(String userAndScopes) {
    String[] both = userAndScopes.split(" ", 2);
    String access = access(count.incrementAndGet());
    String refresh = "refresh-" + count.incrementAndGet();
    tokens.put(access, both[0]);
    granted.put(access, both[1]);
    refreshable.put(refresh, userAndScopes);
    return "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"refresh_token\":\"%s\"%s}"
        .formatted(access, refresh, expiresIn);
  }

  private String access(int number) {
    if (audience.isEmpty()) {
      return "access-" + number;
    }
    String claims = "{\"aud\":" + audience.replace("@", base()) + ",\"jti\":" + number + "}";
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".signature";
  }

  /** Whoever gives a refresh token back gives back all that it is good for. */
  private void revoke(HttpAsked asked, HttpWire wire) throws IOException {
    if (revokeStatus != 200) {
      wire.empty(revokeStatus);
      return;
    }
    Parameters form = Parameters.ofForm(asked.body().getBytes(StandardCharsets.ISO_8859_1));
    String token = form.get("token").orElse("");
    tokens.remove(token);
    var _ = refreshable.remove(token);
    wire.json(200, "{}");
  }

  /** How many refresh tokens are good. */
  int renewable() {
    return refreshable.size();
  }

  /** No token that it gave is good any more; whether they can be renewed is up to the test. */
  void revoke(boolean alsoGrants) {
    tokens.clear();
    if (alsoGrants) {
      refreshable.clear();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
