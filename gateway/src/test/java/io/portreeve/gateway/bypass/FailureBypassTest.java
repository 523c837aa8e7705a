package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Recorded;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guard stands on breaks: then nothing passes, rather than everything. */
class FailureBypassTest {
  private final Script script = Shop.script();
  private final ScriptedServer server = ScriptedServer.start(script);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void storeThatIsDown_deniesTheCall() throws Exception {
    try (RunningGateway gateway = RunningGateway.before(server.url("/mcp"), RunningGateway.ALL)) {
      McpClient unseen = gateway.client("anna");
      ruin(gateway.data());

      Reply reply = unseen.call("look", "{}");

      assertThat(reply.status()).isEqualTo(503);
      assertThat(server.http().rest()).isEmpty();
    }
  }

  @Test
  void storeThatIsDown_approvesNoDefinition() throws Exception {
    try (RunningGateway gateway = RunningGateway.before(server.url("/mcp"), RunningGateway.ALL)) {
      ruin(gateway.data());

      assertThat(gateway.client().call("look", "{}").body()).doesNotContain("done");
      assertThat(gateway.client().tools().body()).doesNotContain("look");
      assertThat(server.http().rest()).noneMatch(it -> it.rpcMethod().equals("tools/call"));
    }
  }

  /** Overwrites the database, and whatever of it is still in a log. */
  private static void ruin(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      List<Path> database =
          files.filter(file -> file.getFileName().toString().contains(".db")).toList();
      assertThat(database).isNotEmpty();
      for (Path file : database) {
        byte[] ruined = new byte[(int) Math.max(Files.size(file), 1 << 16)];
        Arrays.fill(ruined, (byte) 0x55);
        Files.write(file, ruined);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'$ref':'#'}",
        "{'allOf':[{'$ref':'#'},{'$ref':'#'}]}",
        "{'properties':{'a':{'$ref':'#/properties/a'}}}",
        "{'type':'object','properties':{'a':{'pattern':'(a+)+$'}},'$schema':'https://evil.example'}",
        "{'$ref':'https://evil.example/schema.json'}",
        "{'$ref':'file:///etc/passwd'}",
        "{'$dynamicRef':'#x','$dynamicAnchor':'x'}"
      })
  void guardThatCannotJudgeAResult_doesNotReturnTheOriginal(String schema) throws Exception {
    String tool = "{'name':'look','inputSchema':{'type':'object'},'outputSchema':" + schema + "}";
    String result =
        "{'resultType':'complete','content':[],'structuredContent':{'a':'"
            + "a".repeat(40)
            + "!'}}";
    script.on("tools/list", turn -> turn.result(Shop.list("tools", tool)));
    script.on("tools/call", turn -> turn.result(result));
    assertThat(new McpClient(server.url("/mcp"), "").call("look", "{}").body()).contains("aaaa");

    try (RunningGateway gateway = RunningGateway.before(server.url("/mcp"), RunningGateway.ALL)) {
      Reply reply = gateway.client().call("look", "{}");

      assertThat(reply.body()).doesNotContain("aaaa", "Exception", "evil.example");
      Recorded recorded = gateway.recorded();
      assertThat(recorded.endings()).isNotEmpty().doesNotContain("completed");
    }
  }

  @Test
  void guardThatCannotReadItsOwnSchema_doesNotLetArgumentsThrough() throws Exception {
    String tool = "{'name':'look','inputSchema':{'type':'object','$ref':'#'}}";
    script.on("tools/list", turn -> turn.result(Shop.list("tools", tool)));

    try (RunningGateway gateway = RunningGateway.before(server.url("/mcp"), RunningGateway.ALL)) {
      assertThat(gateway.client().call("look", "{'x':1}").body()).doesNotContain("done");
      assertThat(server.http().rest()).noneMatch(it -> it.rpcMethod().equals("tools/call"));
    }
  }

  @Test
  void ruleThatCannotBeJudged_deniesRatherThanAllows() throws Exception {
    String policy =
        """
        policy:
          allow:
            - {name: all, tools: ["*"]}
            - {name: broken, tools: [look], when: args.item.size() > 3}
        """;
    try (RunningGateway gateway = RunningGateway.before(server.url("/mcp"), policy)) {
      assertThat(gateway.client().call("say", "{}").body()).contains("done say");
      assertThat(gateway.client().call("look", "{}").body()).doesNotContain("done");
      assertThat(gateway.recorded().refusals()).containsExactly("policy-error");
    }
  }
}
