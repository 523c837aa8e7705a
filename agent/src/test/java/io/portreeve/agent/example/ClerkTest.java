package io.portreeve.agent.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.agent.model.Model;
import io.portreeve.agent.model.Reply;
import io.portreeve.agent.model.ToolUse;
import io.portreeve.agent.model.Turn;
import io.portreeve.agent.tools.GatewayInside;
import io.portreeve.gateway.StartFault;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows is what runs here. */
class ClerkTest {
  private static final String READ =
      "{'resultType':'complete','content':[{'type':'text','text':'Lunch is at noon.'}]}";

  @TempDir Path folder;

  /** Reads the mail first, and says what it read then. */
  private static final Model READER =
      (prompt, _) -> {
        if (prompt.turns().getLast() instanceof Turn.FromTool read) {
          return new Reply(new Turn.FromModel(read.text(), List.of()), Reply.Stop.END);
        }
        ToolUse use = new ToolUse.Asked("1", "mail__read_mail", JsonObject.empty());
        return new Reply(new Turn.FromModel("", List.of(use)), Reply.Stop.TOOLS);
      };

  @Test
  void clerk_readsTheMail() throws Exception {
    Script script =
        Script.modern("{'tools':{}}")
            .on(
                "tools/list",
                turn ->
                    turn.result(
                        "{'resultType':'complete','ttlMs':0,'cacheScope':'private','tools':["
                            + "{'name':'read_mail','inputSchema':{'type':'object'}}]}"))
            .on("tools/call", turn -> turn.result(READ));
    try (ScriptedServer server = ScriptedServer.start(script)) {
      String said = new Clerk(configuration(server), READER).ask("What is new?");

      assertThat(said).contains("\nLunch is at noon.\n").startsWith("data-begins ");
    }
  }

  @Test
  void configurationThatIsWrong_isSaidToBeSo_withLines() throws Exception {
    Path file = Files.writeString(folder.resolve("agent.yaml"), "servers: {}\nmail: 1\n");

    assertThatThrownBy(() -> new Clerk(file, READER).ask("What is new?"))
        .isInstanceOf(StartFault.class)
        .hasMessageContaining("agent.yaml:2:1: ");
  }

  @Test
  void pageShows_whatIsTestedHere() throws Exception {
    String source =
        Files.readString(Path.of("src/test/java/io/portreeve/agent/example/Clerk.java"));
    String shown = source.substring(source.indexOf("/** Answers one question"));

    assertThat(Files.readString(Path.of("../docs/agent.md"))).contains("```java\n" + shown + "```");
  }

  @Test
  void configurationThatThePageShows_isRight() throws Exception {
    String page = Files.readString(Path.of("../docs/agent.md"));
    String shown = page.split("```yaml\n", 2)[1].split("```", 2)[0];
    Path file = Files.writeString(folder.resolve("agent.yaml"), shown);

    GatewayInside.start(file).close();
  }

  private Path configuration(ScriptedServer server) throws Exception {
    return Files.writeString(
        folder.resolve("agent.yaml"),
        """
        data: ./data
        authentication: {insecure-anonymous: {}}
        pinning: {first-seen: approve}
        policy: {allow: [{name: all, tools: ["*"]}]}
        servers: {mail: {url: "%s"}}
        """
            .formatted(server.url("/mcp")));
  }
}
