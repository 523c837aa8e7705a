package io.portreeve.agent.langchain4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.agent.model.OfferedTool;
import io.portreeve.agent.model.Prompt;
import io.portreeve.agent.model.Reply;
import io.portreeve.agent.model.Reply.Stop;
import io.portreeve.agent.model.ToolUse;
import io.portreeve.agent.model.Turn;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.model.ModelAsked;
import io.portreeve.testkit.model.ModelAsked.By;
import io.portreeve.testkit.model.ModelTurn;
import io.portreeve.testkit.model.ModelTurn.Ending;
import io.portreeve.testkit.model.ModelTurn.Use;
import io.portreeve.testkit.model.ScriptedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is alike whichever API a model is reached by. */
class ModelClientsTest {
  @ParameterizedTest
  @EnumSource
  void text_isHeardInPieces_andIsWholeInTheEnd(Provider provider) throws Exception {
    String text = "Grüße, 世界 🧭\n\"quoted\" and more";
    List<String> pieces = new ArrayList<>();
    try (ScriptedModel server = ScriptedModel.saying(ModelTurn.says(text))) {
      Reply reply = Scripts.model(provider, server).ask(Scripts.hello(), pieces::add);
      assertThat(reply).isEqualTo(new Reply(new Turn.FromModel(text, List.of()), Stop.END));
      assertThat(pieces).hasSizeGreaterThan(5);
      assertThat(String.join("", pieces)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @EnumSource
  void text_isHeard_beforeTheAnswerIsWhole(Provider provider) throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    try (ScriptedModel server =
        ScriptedModel.saying(ModelTurn.says("First").pause(heard).text(", then"))) {
      StringBuilder text = new StringBuilder();
      Scripts.model(provider, server)
          .ask(
              Scripts.hello(),
              piece -> {
                text.append(piece);
                if (text.toString().equals("First")) {
                  heard.countDown();
                }
              });
      assertThat(text.toString()).isEqualTo("First, then");
    }
  }

  @ParameterizedTest
  @EnumSource
  void uses_areReadWhole_inOrder_withTheIdsOfTheModel(Provider provider) throws Exception {
    try (ScriptedModel server =
        ScriptedModel.saying(
            ModelTurn.says("I look.")
                .use(
                    "call_a", "look", "{\"at\": \"the \\\"sea\\\" 🧭\", \"n\": [1, {\"x\": null}]}")
                .use("call_b", "look", "{\"at\":\"land\"}"))) {
      Reply reply = Scripts.model(provider, server).ask(Scripts.hello(), _ -> {});
      assertThat(reply.stop()).isEqualTo(Stop.TOOLS);
      assertThat(reply.said().text()).isEqualTo("I look.");
      assertThat(reply.said().uses())
          .containsExactly(
              new ToolUse.Asked(
                  "call_a",
                  "look",
                  (JsonObject)
                      Jsons.read(
                          "{\"at\": \"the \\\"sea\\\" 🧭\", \"n\": [1, {\"x\": null}]}"
                              .getBytes(UTF_8))),
              new ToolUse.Asked("call_b", "look", Jsons.object("{'at':'land'}")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void model_isTold_systemPrompt_tools_andAllThatWasSaid(Provider provider) throws Exception {
    try (ScriptedModel server = ScriptedModel.saying(ModelTurn.says("ok"))) {
      Scripts.model(provider, server)
          .ask(
              Scripts.prompt(
                  new Turn.FromUser("Look!"),
                  new Turn.FromModel(
                      "I do.",
                      List.of(
                          new ToolUse.Asked("u1", "look", Jsons.object("{'at':'sea'}")),
                          new ToolUse.Unreadable("u2", "look", "no JSON"))),
                  new Turn.FromTool("u1", "look", "A ship", false),
                  new Turn.FromTool("u2", "look", "", true),
                  new Turn.FromModel("", List.of()),
                  new Turn.FromUser("And?")),
              _ -> {});
      ModelAsked asked = server.next();
      assertThat(asked.model()).isEqualTo("scripted");
      assertThat(asked.credential()).contains(Scripts.KEY);
      assertThat(asked.system()).isEqualTo("Be brief.");
      assertThat(asked.heard())
          .extracting(ModelAsked.Heard::by)
          .containsExactly(By.USER, By.MODEL, By.TOOL, By.TOOL, By.USER);
      List<Use> uses = asked.heard().get(1).uses();
      assertThat(uses).extracting(Use::id).containsExactly("u1", "u2");
      assertThat(uses)
          .extracting(use -> Jsons.json(use.arguments()))
          .containsExactly(Jsons.json("{'at':'sea'}"), Jsons.json("{}"));
      assertThat(asked.results()).containsExactly("A ship", "(nothing)");
      assertThat(asked.last().text()).isEqualTo("And?");
    }
  }

  @ParameterizedTest
  @EnumSource
  void schema_ofATool_reachesTheModel(Provider provider) throws Exception {
    try (ScriptedModel server = ScriptedModel.saying(ModelTurn.says("ok"))) {
      Scripts.model(provider, server).ask(Scripts.hello(), _ -> {});
      ModelAsked.Tool told = server.next().tools().getFirst();
      assertThat(told.name()).isEqualTo("look");
      assertThat(told.description()).isEqualTo("Looks somewhere.");
      assertThat(told.schema().get("properties"))
          .isEqualTo(Scripts.LOOK.inputSchema().get("properties"));
      assertThat(told.schema().get("required"))
          .isEqualTo(Scripts.LOOK.inputSchema().get("required"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void toolWhoseNameNoApiTakes_isOfferedByAnother_andUsedByItsOwn(Provider provider)
      throws Exception {
    var dotted = new OfferedTool("files.read/all", "Reads.", JsonObject.empty());
    try (ScriptedModel server = ScriptedModel.saying(ModelTurn.uses("files_read_all", "{}"))) {
      Reply reply =
          Scripts.model(provider, server)
              .ask(new Prompt("", List.of(new Turn.FromUser("Read")), List.of(dotted)), _ -> {});
      assertThat(server.next().tools().getFirst().name()).isEqualTo("files_read_all");
      assertThat(reply.said().uses()).extracting(ToolUse::name).containsExactly("files.read/all");
    }
  }

  @ParameterizedTest
  @EnumSource
  void answerCutAtItsLength_saysSo(Provider provider) throws Exception {
    try (ScriptedModel server =
        ScriptedModel.saying(ModelTurn.says("and so").ending(Ending.LENGTH))) {
      Reply reply = Scripts.model(provider, server).ask(Scripts.hello(), _ -> {});
      assertThat(reply.stop()).isEqualTo(Stop.LENGTH);
      assertThat(reply.said().text()).isEqualTo("and so");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENAI", "ANTHROPIC"})
  void answerThatIsDeclined_saysSo(Provider provider) throws Exception {
    try (ScriptedModel server =
        ScriptedModel.saying(ModelTurn.says("No").ending(Ending.DECLINED))) {
      assertThat(Scripts.model(provider, server).ask(Scripts.hello(), _ -> {}).stop())
          .isEqualTo(Stop.DECLINED);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENAI", "ANTHROPIC"})
  void argumentsThatCannotBeRead_spoilTheirUseOnly(Provider provider) throws Exception {
    for (String arguments :
        List.of("{\"a\":1,\"a\":2}", "{\"at\":\"se", "[1]", "{\"at\":\"\\ud800\"}", "rm -rf")) {
      try (ScriptedModel server =
          ScriptedModel.saying(
              ModelTurn.says("Both").use("u1", "look", arguments).use("u2", "look", "{}"))) {
        List<ToolUse> uses =
            Scripts.model(provider, server).ask(Scripts.hello(), _ -> {}).said().uses();
        assertThat(uses.getFirst())
            .isInstanceOf(ToolUse.Unreadable.class)
            .asString()
            .doesNotContain("rm -rf");
        assertThat(uses.getLast()).isEqualTo(new ToolUse.Asked("u2", "look", JsonObject.empty()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void idsThatAreMissingOrTwice_areReplaced_byOnesOfTheirOwn(Provider provider) throws Exception {
    try (ScriptedModel server =
        ScriptedModel.saying(
            ModelTurn.says("")
                .use("same", "look", "{}")
                .use("same", "look", "{}")
                .use("a b;c", "look", "{}"))) {
      List<ToolUse> uses =
          Scripts.model(provider, server).ask(Scripts.hello(), _ -> {}).said().uses();
      assertThat(uses).extracting(ToolUse::id).containsExactly("same", "use-1-1", "use-1-2");
    }
  }

  @ParameterizedTest
  @EnumSource
  void listenerThatThrows_isNotOutshouted(Provider provider) {
    AtomicInteger heard = new AtomicInteger();
    try (ScriptedModel server =
        ScriptedModel.saying(ModelTurn.says("one two three four five six seven"))) {
      assertThatThrownBy(() ->
              Scripts.model(provider, server)
                  .ask(
                      Scripts.hello(),
                      _ -> {
                        heard.incrementAndGet();
                        throw new IllegalStateException("screen gone");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("screen gone");
      assertThat(heard).hasValue(1);
    }
  }

  @Test
  void oneModel_isAskedByManyAtOnce_withoutMixingThem() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    try (ScriptedModel server =
        ScriptedModel.thinking(asked -> {
          both.countDown();
          return ModelTurn.nothing().pause(both).text(asked.last().text());
        })) {
      var model = Scripts.model(Provider.OPENAI, server);
      List<String> answers = new CopyOnWriteArrayList<>();
      List<Thread> threads = new ArrayList<>();
      for (String word : List.of("ping", "pong")) {
        threads.add(
            Thread.ofVirtual()
                .start(() -> {
                  try {
                    var prompt = Scripts.prompt(new Turn.FromUser(word));
                    answers.add(word + "=" + model.ask(prompt, _ -> {}).said().text());
                  } catch (Exception failed) {
                    answers.add(failed.toString());
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(answers).containsExactlyInAnyOrder("ping=ping", "pong=pong");
    }
  }
}
