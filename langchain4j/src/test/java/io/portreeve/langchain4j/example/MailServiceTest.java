package io.portreeve.langchain4j.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.portreeve.agent.Person;
import io.portreeve.testkit.model.ModelAsked;
import io.portreeve.testkit.model.ObedientModel;
import io.portreeve.testkit.model.ScriptedModel;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows is what runs here. */
class MailServiceTest {
  private static final Path SOURCES = Path.of("src/test/java/io/portreeve/langchain4j/example");

  @TempDir Path folder;

  private static Script mail() {
    return Script.modern("{'tools':{}}")
        .on(
            "tools/list",
            turn ->
                turn.result(
                    "{'resultType':'complete','ttlMs':0,'cacheScope':'private','tools':["
                        + "{'name':'read_mail','inputSchema':{'type':'object'}}]}"))
        .on(
            "tools/call",
            turn ->
                turn.result(
                    "{'resultType':'complete','content':[{'type':'text','text':'Lunch.'}]}"));
  }

  @Test
  void service_readsTheMail_andRemembersTheConversationInTheNextProcess() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(mail());
        ScriptedModel model = ScriptedModel.thinking(new ObedientModel())) {
      ChatModel chat =
          OpenAiChatModel.builder()
              .baseUrl(model.openAi().toString())
              .apiKey("none")
              .modelName("scripted")
              .build();
      MailDesk desk =
          new MailDesk(
              configuration(server), folder.resolve("memory"), chat, Person.nobody(), "ann");

      assertThat(desk.ask("today", "call mail__read_mail with {}")).contains("\nLunch.\n");
      assertThat(desk.ask("today", "Thank you.")).contains("Done.");

      assertThat(List.of(model.next(), model.next(), model.next()).getLast().heard())
          .extracting(ModelAsked.Heard::by)
          .containsExactly(
              ModelAsked.By.USER,
              ModelAsked.By.MODEL,
              ModelAsked.By.TOOL,
              ModelAsked.By.MODEL,
              ModelAsked.By.USER);
    }
  }

  @Test
  void pageShows_whatIsTestedHere() throws Exception {
    String page = Files.readString(Path.of("../docs/langchain4j.md"));
    for (String name : List.of("MailService.java", "MailDesk.java")) {
      String source = Files.readString(SOURCES.resolve(name));

      assertThat(page).contains("```java\n" + source.substring(source.indexOf("/**")) + "```");
    }
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
