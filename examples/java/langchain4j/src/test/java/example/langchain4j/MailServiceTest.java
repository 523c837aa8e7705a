package example.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.portreeve.agent.Options;
import io.portreeve.agent.Person;
import io.portreeve.agent.Toolbox;
import io.portreeve.agent.tools.GatewayInside;
import io.portreeve.testkit.model.ObedientModel;
import io.portreeve.testkit.model.ScriptedModel;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a model that does what the last text orders it to do, whoever wrote that. */
class MailServiceTest {
  @TempDir Path folder;

  private final AtomicInteger sent = new AtomicInteger();

  @Test
  void readsTheMail_asItsUserSays() throws Exception {
    assertTrue(said("call mail__read_mail with {}", "read_mail").contains("Lunch is at noon."));
  }

  @Test
  void doesNotEvenKnowWhatNoRuleAllows() throws Exception {
    said("call mail__send_mail with {}", "*");
    assertEquals(1, sent.get());

    RuntimeException noSuchTool =
        assertThrows(
            RuntimeException.class, () -> said("call mail__send_mail with {}", "read_mail"));
    assertTrue(noSuchTool.getMessage().contains("no such tool exists"));
    assertEquals(1, sent.get());
  }

  private String said(String order, String allowed) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(mail());
        ScriptedModel model = ScriptedModel.thinking(new ObedientModel());
        Toolbox tools =
            Toolbox.open(
                GatewayInside.start(configuration(server, allowed)),
                Person.nobody(),
                Options.defaults())) {
      ChatModel chat =
          OpenAiChatModel.builder()
              .baseUrl(model.openAi().toString())
              .apiKey("none")
              .modelName("scripted")
              .build();
      return MailService.of(chat, tools, _ -> {}).say(order);
    }
  }

  private Script mail() {
    return Script.modern("{'tools':{}}")
        .on(
            "tools/list",
            turn ->
                turn.result(
                    "{'resultType':'complete','ttlMs':0,'cacheScope':'private','tools':["
                        + "{'name':'read_mail','inputSchema':{'type':'object'}},"
                        + "{'name':'send_mail','inputSchema':{'type':'object'}}]}"))
        .on(
            "tools/call",
            turn -> {
              if (turn.params().string("name").orElse("").equals("send_mail")) {
                sent.incrementAndGet();
              }
              turn.result(
                  "{'resultType':'complete','content':[{'type':'text','text':"
                      + "'Lunch is at noon.'}]}");
            });
  }

  private Path configuration(ScriptedServer server, String allowed) throws IOException {
    return Files.writeString(
        folder.resolve("agent.yaml"),
        """
        data: ./data
        authentication: {insecure-anonymous: {}}
        pinning: {first-seen: approve}
        policy: {allow: [{name: readers, tools: ["%s"]}]}
        servers: {mail: {url: "%s"}}
        """
            .formatted(allowed, server.url("/mcp")));
  }
}
