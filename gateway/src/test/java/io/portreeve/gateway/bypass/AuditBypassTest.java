package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.rig.LegacyClient;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Recorded;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.client.RawClient;
import io.portreeve.testkit.server.ScriptedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was refused or done and leaves no trace. */
class AuditBypassTest {
  private static final String KEYS_ONLY = "authentication: {api-keys: true}";
  private static final String KEYLESS = "GET /mcp HTTP/1.1\r\nhost: localhost\r\n\r\n";
  private static final int CLIENTS = 16;
  private static final int EACH = 25;

  private final ScriptedServer server = ScriptedServer.start(Shop.script());

  @AfterEach
  void close() {
    server.close();
  }

  /** Something that is refused. */
  private interface Denied {
    void ask(McpClient guest) throws Exception;
  }

  private static final class Case {
    final List<Denied> asked = new ArrayList<>();
    final List<String> reasons = new ArrayList<>();

    Case refused(String reason, Denied denied) {
      asked.add(denied);
      reasons.add(reason);
      return this;
    }
  }

  private void onRecord(Case all) throws Exception {
    try (RunningGateway gateway =
        RunningGateway.before(
            server.url("/mcp"), Shop.POLICY, KEYS_ONLY, "http: {sse-path: /sse}")) {
      McpClient guest = gateway.client("gus", "guest");
      for (Denied denied : all.asked) {
        denied.ask(guest);
      }
      assertThat(gateway.recorded().refusals()).containsExactlyElementsOf(all.reasons);
    }
  }

  @Test
  void denialAtTheDoor_isInTheLog() throws Exception {
    String list = McpClient.request("tools/list", "");

    onRecord(
        new Case()
            .refused("credential-missing", guest -> guest.without().send("POST", list))
            .refused(
                "credential-invalid",
                guest -> guest.send("POST", list, "authorization", "Bearer x"))
            .refused(
                "origin-refused",
                guest -> guest.send("POST", list, "origin", "http://evil.example")));
  }

  @Test
  void denialOfAMethodOrType_isInTheLog() throws Exception {
    String list = McpClient.request("tools/list", "");

    onRecord(
        new Case()
            .refused("message-malformed", guest -> guest.send("PUT", list))
            .refused(
                "message-malformed",
                guest -> guest.send("POST", list, "content-type", "text/plain"))
            .refused("message-malformed", guest -> guest.send("GET", ""))
            .refused("message-malformed", guest -> guest.send("DELETE", "")));
  }

  @Test
  void denialOfAMessageThatCannotBeRead_isInTheLog() throws Exception {
    onRecord(
        new Case()
            .refused("message-malformed", guest -> guest.send("POST", "{"))
            .refused("message-malformed", guest -> guest.send("POST", "[]"))
            .refused("message-malformed", guest -> guest.send("POST", "1"))
            .refused("message-malformed", guest -> guest.ask("tools/exec", ""))
            .refused(
                "message-malformed",
                guest ->
                    guest.send("POST", McpClient.request("tools/list", ""), "mcp-method", "x")));
  }

  @Test
  void denialByAnyControl_isInTheLog() throws Exception {
    onRecord(
        new Case()
            .refused("not-visible", guest -> guest.call("wipe", "{}"))
            .refused("not-visible", guest -> guest.read("shop://till/balance"))
            .refused("unknown-definition", guest -> guest.call("gone", "{}"))
            .refused("arguments-invalid", guest -> guest.call("look", "{'item':1}"))
            .refused(
                "argument-dangerous",
                guest -> guest.call("read_file", "{'path':'../../etc/passwd'}"))
            .refused(
                "state-invalid",
                guest ->
                    guest.ask("tools/call", "'name':'look','arguments':{},'requestState':'forged'"))
            .refused("state-invalid", guest -> guest.ask("tools/list", "'cursor':'forged'")));
  }

  @Test
  void denialBeforeAnyMessage_isInTheLog() throws Exception {
    try (RunningGateway gateway =
        RunningGateway.before(server.url("/mcp"), Shop.POLICY, KEYS_ONLY)) {
      String[] broken = {
        "GET /mcp HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n",
        "POST /mcp HTTP/1.1\r\nhost: a\r\ncontent-length: 99999999999\r\n\r\n",
        "POST /mcp HTTP/1.1\r\nhost: a\r\nx: " + "y".repeat(100_000) + "\r\n\r\n",
        "POST /mcp HTTP/3.0\r\nhost: a\r\n\r\n"
      };
      for (String request : broken) {
        try (RawClient client = new RawClient(gateway.address())) {
          assertThat(client.sendAsFarAsItGoes(request).head()).startsWith("HTTP/1.1 ");
        }
      }
      assertThat(gateway.recorded().refusals())
          .containsExactlyInAnyOrder(
              "message-malformed", "request-too-large", "request-too-large", "message-malformed");
    }
  }

  @Test
  void floodWithoutAKey_doesNotFillTheLog() throws Exception {
    try (RunningGateway gateway =
        RunningGateway.before(server.url("/mcp"), Shop.POLICY, KEYS_ONLY)) {
      for (int i = 0; i < 100; i++) {
        for (String request : List.of("GET / HTTP/9.9\r\nhost: a\r\n\r\n", KEYLESS)) {
          try (RawClient client = new RawClient(gateway.address())) {
            assertThat(client.sendAsFarAsItGoes(request).head()).doesNotStartWith("HTTP/1.1 2");
          }
        }
      }
      assertThat(gateway.recorded().refusals())
          .containsOnly("message-malformed", "credential-missing")
          .hasSizeLessThan(100);
    }
  }

  @Test
  void denialInsideASession_isInTheLog() throws Exception {
    try (RunningGateway gateway =
        RunningGateway.before(server.url("/mcp"), Shop.POLICY, KEYS_ONLY)) {
      String key = gateway.key("gus", "guest");
      LegacyClient client = LegacyClient.begin(gateway.url(), key, "2025-03-26");
      client.ask("tools/call", "{'name':'wipe'}");
      client.ask("tools/exec", "{}");
      client.post("[{'jsonrpc':'2.0','id':91,'method':'tools/call','params':{'name':'wipe'}}]");
      client.post("[]");
      String other = gateway.key("eve", "guest");
      new McpClient(gateway.url(), other)
          .send("POST", "{'jsonrpc':'2.0','method':'x'}", "mcp-session-id", client.session());

      assertThat(gateway.recorded().refusals())
          .containsExactly(
              "not-visible",
              "message-malformed",
              "not-visible",
              "message-malformed",
              "state-invalid");
    }
  }

  @Test
  void requestOfAnyLength_isOnRecord() throws Exception {
    String much = "x".repeat(2 << 20);
    try (RunningGateway gateway = RunningGateway.before(server.url("/mcp"), Shop.POLICY)) {
      String key = gateway.key("gus", "guest");
      LegacyClient guest = LegacyClient.begin(gateway.url(), key, "2025-11-25");
      guest.ask("tools/call", "{'name':'" + much + "'}");
      guest.ask("resources/read", "{'uri':'shop://till/" + much + "'}");
      guest.ask("prompts/get", "{'name':'" + much + "'}");
      guest.ask("tools/call", "{'name':'look','arguments':{'" + much + "':1}}");

      assertThat(gateway.recorded().refusals())
          .containsExactly("not-visible", "not-visible", "not-visible", "arguments-invalid");
    }
  }

  @Test
  void underLoad_noRecordIsDropped() throws Exception {
    try (RunningGateway gateway = RunningGateway.before(server.url("/mcp"), Shop.POLICY);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        McpClient client = gateway.client("client-" + i, "guest");
        running.add(
            clients.submit(() -> {
              for (int call = 0; call < EACH; call++) {
                client.call(call % 2 == 0 ? "look" : "wipe", "{}");
              }
              return null;
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
      Recorded recorded = gateway.recorded();
      for (int i = 0; i < CLIENTS; i++) {
        String name = "client-" + i;
        assertThat(recorded.of(AuditKind.DECISION)).filteredOn(it -> by(it, name)).hasSize(EACH);
        assertThat(recorded.of(AuditKind.OUTCOME)).filteredOn(it -> by(it, name)).hasSize(EACH);
      }
    }
  }

  private static boolean by(AuditRecord record, String principal) {
    return record.fields().string("principal").filter(principal::equals).isPresent();
  }
}
