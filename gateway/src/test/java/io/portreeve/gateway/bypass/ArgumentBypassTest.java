package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.ScriptedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and paths that lead elsewhere than they seem to. */
@TestInstance(Lifecycle.PER_CLASS)
class ArgumentBypassTest {
  private static final String POLICY =
      """
      policy:
        allow:
          - {name: tools, tools: ["*"], prompts: ["*"]}
          - {name: docs, resources: ["file:///srv/docs/*", "FILE:*", "file:/srv/docs/*", "file://localhost/*"]}
        deny:
          - {name: no-keys, resources: ["file:///srv/docs/keys/*", "file:///srv/docs/plan"]}
      """;

  private final ScriptedServer server = ScriptedServer.start(Shop.script());
  private final RunningGateway gateway;
  private final McpClient direct;

  ArgumentBypassTest() throws StartFault {
    gateway = RunningGateway.before(server.url("/mcp"), POLICY);
    direct = new McpClient(server.url("/mcp"), "");
  }

  @AfterAll
  void close() {
    gateway.close();
    server.close();
  }

  @BeforeEach
  void forget() {
    var _ = server.http().rest();
  }

  private void refused(Reply reply, String method) {
    assertThat(reply.body()).doesNotContain("done", "the contents of");
    assertThat(server.http().rest()).noneMatch(asked -> asked.rpcMethod().equals(method));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:8080/admin",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://public@127.0.0.1/",
        "http://127.0.0.1#@example.com/",
        "http://127.0.0.1\\\\@example.com/",
        "http://\\uff11\\uff12\\uff17.0.0.1/",
        "http://127\\u30020\\u30020\\u30021/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_FLUSHALL",
        "javascript:alert(1)",
        "data:text/html,x"
      })
  void ssrfThroughAUrlArgument_isRefused(String url) throws Exception {
    String arguments = "{'url':'" + url + "'}";
    assertThat(direct.call("fetch", arguments).body()).contains("done fetch");
    assertThat(server.http().rest()).hasSize(1);

    refused(gateway.client().call("fetch", arguments), "tools/call");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret",
        "a/../../secret",
        "..\\\\secret",
        "%2e%2e/secret",
        "%252e%252e%252fsecret",
        "..%c0%afsecret",
        "a/..\\u0000/secret",
        "a/./../../secret",
        "\\uff0e\\uff0e/secret"
      })
  void pathTraversalThroughAnArgument_isRefused(String path) throws Exception {
    String arguments = "{'path':'" + path + "'}";
    assertThat(direct.call("read_file", arguments).body()).contains("done read_file");
    assertThat(server.http().rest()).hasSize(1);

    refused(gateway.client().call("read_file", arguments), "tools/call");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///srv/docs/../../etc/passwd",
        "file:///srv/docs/%2e%2e/%2e%2e/etc/passwd",
        "file:///srv/docs/%252e%252e/etc/passwd",
        "file:///srv/docs/..%2f..%2fetc/passwd",
        "file:///srv/docs/..\\\\..\\\\etc/passwd",
        "file:///srv/docs/.%00./etc/passwd",
        "file:///srv/docs/%c0%ae%c0%ae/etc/passwd",
        "file:///srv/docs/..;/etc/passwd",
        "file:///srv/docs/..;x=1/..;y/etc/passwd",
        "file:///srv/docs/a/..",
        "file:///srv/docs/..#x",
        "file:///srv/docs/..?x"
      })
  void pathTraversalInATemplatedPath_isRefused(String uri) throws Exception {
    assertThat(direct.ask("resources/read", "'uri':'" + uri + "'").body())
        .contains("the contents of");
    assertThat(server.http().rest()).hasSize(1);

    refused(gateway.client().ask("resources/read", "'uri':'" + uri + "'"), "resources/read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///srv/docs/%6beys/root",
        "file:///srv/docs/%4beys/../keys/root",
        "file:///srv/docs//keys/root",
        "file:///srv/docs/./keys/root",
        "file:///srv/docs/%2e/keys/root",
        "file:///srv/docs/keys%2froot",
        "file:///srv/docs/keys\\\\root",
        "file:///srv/docs/k\\u200beys/root",
        "file:///srv/docs/%256beys/root",
        "FILE:///srv/docs/keys/root",
        "file:/srv/docs/keys/root",
        "file://localhost/srv/docs/keys/root",
        "file:///srv/docs/plan",
        "file:///srv/docs/plan?x",
        "file:///srv/docs/plan#x",
        "file:///srv/docs/plan/",
        "file:///srv/docs/%70lan"
      })
  void otherSpellingOfAForbiddenAddress_isRefusedToo(String uri) throws Exception {
    assertThat(gateway.client().read("file:///srv/docs/manual").body()).contains("the contents of");
    assertThat(server.http().rest()).isNotEmpty();

    refused(gateway.client().ask("resources/read", "'uri':'" + uri + "'"), "resources/read");
  }

  @Test
  void forbiddenAddress_isRefusedAsItIs() throws Exception {
    refused(gateway.client().read("file:///srv/docs/keys/root"), "resources/read");
  }

  @Test
  void ordinaryAddresses_comeThrough() throws Exception {
    for (String uri :
        new String[] {
          "file:///srv/docs/a%20b", "file:///srv/docs/a/b/", "file:///srv/docs/%E4%BD%A0",
          "file:///srv/docs/a?x=/../y&z=%41", "file:///srv/docs/a..b", "file:///srv/docs/%3A"
        }) {
      assertThat(gateway.client().read(uri).body()).as(uri).contains("the contents of");
    }
  }
}
