package io.portreeve.gateway.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Delegation;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use a session, in which revision, and how long. */
class LegacySessionsTest {
  private static final String PING = "{'jsonrpc':'2.0','id':2,'method':'ping'}";

  private final LegacyServer server;

  LegacySessionsTest() throws Exception {
    server = new LegacyServer();
  }

  @AfterEach
  void close() {
    server.close();
    assertThat(server.client.failed).isEmpty();
  }

  @Test
  void initialize_isAnsweredInTheClientsRevision_withASession() throws Exception {
    Client.Reply reply = server.initialize("anna", "2025-06-18", "");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.field("mcp-session-id")).matches("[\\x21-\\x7e]{32,}");
    assertThat(reply.json().object("result"))
        .contains(
            Jsons.object(
                "{'protocolVersion':'2025-06-18','capabilities':{'tools':{'listChanged':true},"
                    + "'logging':{},'resources':{'subscribe':true}},"
                    + "'serverInfo':{'name':'scripted','version':'1'},"
                    + "'instructions':'Be kind.'}"));
  }

  @Test
  void sessionIds_areNeverTheSame() throws Exception {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      ids.add(server.begin());
    }
    assertThat(ids).hasSize(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'protocolVersion':'2025-11-25'}", "{'capabilities':{}}"})
  void malformedInitialize_beginsNoSession(String params) throws Exception {
    Client.Reply reply =
        server.client.send(
            "anna",
            "POST",
            "/mcp",
            "{'jsonrpc':'2.0','id':1,'method':'initialize','params':" + params + "}");
    assertThat(reply.field("mcp-session-id")).isEmpty();
    assertThat(reply.json().object("error").get().integer("code")).contains(-32602L);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, own, 200",
    "POST, missing, 400",
    "POST, unknown, 404",
    "POST, foreign, 404",
    "POST, terminated, 404",
    "GET, missing, 400",
    "GET, unknown, 404",
    "GET, foreign, 404",
    "GET, terminated, 404",
    "DELETE, own, 204",
    "DELETE, missing, 400",
    "DELETE, unknown, 404",
    "DELETE, foreign, 404",
    "DELETE, terminated, 404"
  })
  void session_opensToItsOwnerOnly(String method, String which, int status) throws Exception {
    String id =
        switch (which) {
          case "foreign" -> server.begin("bert", "2025-11-25", "");
          case "unknown" -> "0".repeat(48);
          default -> server.begin();
        };
    if (which.equals("terminated")) {
      server.client.send("anna", "DELETE", "/mcp", "", "mcp-session-id", id);
    }
    String[] headers =
        which.equals("missing") ? new String[0] : new String[] {"mcp-session-id", id};
    String body = method.equals("POST") ? PING : "";
    Client.Reply reply = server.client.send("anna", method, "/mcp", body, headers);
    assertThat(reply.status()).isEqualTo(status);
    if (which.equals("foreign")) {
      assertThat(server.scripted.turnedAway).containsExactly("state-invalid");
      Client.Reply owner = server.client.send("bert", "POST", "/mcp", PING, "mcp-session-id", id);
      assertThat(owner.status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2024-11-05, 200",
    "2025-03-26, 200",
    "2025-06-18, 200",
    "2025-11-25, 200",
    "2025-11-26, 400",
    "latest, 400"
  })
  void versionHeader_namesAStatefulRevision(String version, int status) throws Exception {
    Client.Reply reply = server.post(server.begin(), PING, "mcp-protocol-version", version);
    assertThat(reply.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "'application/json, text/event-stream', 200",
    "*/*, 200",
    "'application/*, text/*', 200",
    "'APPLICATION/JSON;q=1, Text/Event-Stream', 200",
    "application/json, 406",
    "text/event-stream, 406",
    "text/html, 406"
  })
  void clientAcceptsBothKindsOfAnswer(String accept, int status) throws Exception {
    assertThat(server.post(server.begin(), PING, "accept", accept).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          2025-11-25 | [{'jsonrpc':'2.0','id':2,'method':'ping'}]                             | 400
          2025-06-18 | [{'jsonrpc':'2.0','id':2,'method':'ping'}]                             | 400
          2024-11-05 | [{'jsonrpc':'2.0','id':2,'method':'ping'}]                             | 400
          2025-03-26 | [{'jsonrpc':'2.0','id':2,'method':'ping'}]                             | 200
          2025-03-26 | [{'jsonrpc':'2.0','method':'notifications/initialized'}]               | 202
          2025-03-26 | []                                                                     | 400
          2025-03-26 | [7]                                                                    | 400
          2025-03-26 | [{'jsonrpc':'2.0','id':2,'method':'initialize','params':{}}]           | 400
          2025-03-26 | [{'jsonrpc':'1.0','id':2,'method':'ping'}]                             | 400
          2025-11-25 | {'jsonrpc':'2.0','method':'notifications/initialized'}                 | 202
          2025-11-25 | {'jsonrpc':'2.0','id':99,'result':{}}                                  | 202
          2025-11-25 | {'jsonrpc':'2.0','method':'notifications/roots/list_changed'}          | 202
          2025-11-25 | {'jsonrpc':'2.0','method':'notifications/cancelled','params':{}}       | 400
          2025-11-25 | {'jsonrpc':'2.0','id':null,'method':'ping'}                            | 400
          2025-11-25 | 'text'                                                                 | 400
          """)
  void body_isWhatTheRevisionAllows(String revision, String body, int status) throws Exception {
    String session = server.begin("anna", revision, "");
    assertThat(server.post(session, body).status()).isEqualTo(status);
  }

  @Test
  void batch_isAnsweredRequestByRequest() throws Exception {
    String session = server.begin("anna", "2025-03-26", "");
    String batch =
        "[{'jsonrpc':'2.0','id':1,'method':'ping'},"
            + "{'jsonrpc':'2.0','method':'notifications/initialized'},"
            + "{'jsonrpc':'2.0','id':'two','method':'tools/list'}]";
    Client.Reply reply = server.post(session, batch);
    Set<String> ids = new HashSet<>();
    ids.add(reply.event().json().get("id").get().toString());
    ids.add(reply.event().json().get("id").get().toString());
    assertThat(ids).containsExactlyInAnyOrder("1", "\"two\"");
    assertThat(reply.next()).isEmpty();
  }

  @Test
  void idleSession_ends() throws Exception {
    String session = server.begin();
    server.scripted.clock.advance(Duration.ofMinutes(29));
    assertThat(server.post(session, PING).status()).isEqualTo(200);
    server.scripted.clock.advance(Duration.ofMinutes(29));
    assertThat(server.post(session, PING).status()).isEqualTo(200);
    server.scripted.clock.advance(Duration.ofMinutes(30));
    assertThat(server.post(session, PING).status()).isEqualTo(404);
  }

  @Test
  void principalWithTooManySessions_losesItsOldest_andNobodyElseLosesAny() throws Exception {
    try (LegacyServer small = new LegacyServer(Scripted.LIMITS.withSessions(3, 2))) {
      String others = small.begin("bert", "2025-11-25", "");
      String first = small.begin();
      small.scripted.clock.advance(Duration.ofSeconds(1));
      String second = small.begin();
      small.scripted.clock.advance(Duration.ofSeconds(1));
      String third = small.begin();
      assertThat(small.post(first, PING).status()).isEqualTo(404);
      assertThat(small.post(second, PING).status()).isEqualTo(200);
      assertThat(small.post(third, PING).status()).isEqualTo(200);
      assertThat(small.client.send("bert", "POST", "/mcp", PING, "mcp-session-id", others).status())
          .isEqualTo(200);
      assertThat(small.initialize("carl", "2025-11-25", "").status()).isEqualTo(429);
    }
  }

  /** Whoever has the session id of another client of the same user has nothing. */
  @Test
  void sessionOfAnotherClientOfTheSamePrincipal_doesNotExist() throws Exception {
    comesWith("desk", "corp/desk");
    comesWith("web", "corp/web");
    String session = server.begin("desk", "2025-11-25", "");

    for (String method : List.of("POST", "GET", "DELETE")) {
      assertThat(
              server
                  .client
                  .send(
                      "web",
                      method,
                      "/mcp",
                      method.equals("POST") ? PING : "",
                      "mcp-session-id",
                      session,
                      "accept",
                      method.equals("GET") ? "text/event-stream" : "*/*")
                  .status())
          .isEqualTo(404);
    }
    assertThat(server.client.send("desk", "POST", "/mcp", PING, "mcp-session-id", session).status())
        .isEqualTo(200);
  }

  /** A client that was told to get more scopes comes back with another token. */
  @Test
  void sessionGoesOn_withATokenThatGrantsMore_andNotWithOneThatGrantsLess() throws Exception {
    server.scripted.credentials.put("first", granted("mcp", "read"));
    server.scripted.credentials.put("more", granted("mcp", "read", "write"));
    server.scripted.credentials.put("less", granted("mcp"));
    String session = server.begin("first", "2025-11-25", "");

    assertThat(server.client.send("more", "POST", "/mcp", PING, "mcp-session-id", session).status())
        .isEqualTo(200);
    assertThat(server.client.send("less", "POST", "/mcp", PING, "mcp-session-id", session).status())
        .isEqualTo(404);
  }

  private void comesWith(String credential, String client) {
    Principal anna =
        LegacyServer.principal("anna")
            .through(Delegation.by(new io.portreeve.guard.Client(client)));
    server.scripted.credentials.put(credential, new Identity.Authenticated(anna));
  }

  private static Identity granted(String... scopes) {
    return new Identity.Authenticated(
        LegacyServer.principal("anna").granted(Set.of(), Set.of(scopes)));
  }

  @Test
  void errorOfAServer_isNoErrorOfHttp() throws Exception {
    String body = "{'jsonrpc':'2.0','id':2,'method':'nonsense'}";
    Client.Reply reply = server.post(server.begin(), body);
    assertThat(reply.status()).isEqualTo(200);
    JsonObject error = reply.json().object("error").get();
    assertThat(error.integer("code")).contains(-32601L);
  }
}
