package io.portreeve.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.agent.model.ModelFailure;
import io.portreeve.agent.model.Reply;
import io.portreeve.agent.model.Turn;
import io.portreeve.agent.tools.ToolsFailure;
import io.portreeve.testkit.server.Script;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentTest extends Staged {
  @Test
  void modelReadsWhatAToolReturned_andTheUserWhatTheModelMakesOfIt() throws Exception {
    model.uses("read_mail", "{}").says("Lunch at noon.");

    String said = scene.agent(model, Person.nobody(), PLAIN).run("What is new?");

    assertThat(said).isEqualTo("Lunch at noon.");
    assertThat(model.read()).containsExactly("Lunch is at noon.");
  }

  @Test
  void serversOfOlderRevisions_areUsedLikeOthers() throws Exception {
    scene.close();
    scene = new Scene(data, Script.legacy("2025-06-18", "{'tools':{}}"));
    model.uses("read_mail", "{}").says("Lunch at noon.");

    var _ = scene.agent(model, Person.nobody(), PLAIN).run("What is new?");

    assertThat(model.read()).containsExactly("Lunch is at noon.");
  }

  @Test
  void severalUses_areMadeInTheirOrder() throws Exception {
    model
        .ends(
            "",
            Reply.Stop.TOOLS,
            model.use("pay", "{'amount':1,'to':'a'}"),
            model.use("read_mail", "{}"),
            model.use("pay", "{'amount':2,'to':'a'}"))
        .says("Paid.");

    var _ = scene.agent(model, Person.nobody(), PLAIN).run("Pay.");

    assertThat(scene.called)
        .containsExactly(
            "pay {\"amount\":1,\"to\":\"a\"}", "read_mail {}", "pay {\"amount\":2,\"to\":\"a\"}");
  }

  @Test
  void whatWasSaidBefore_isReadAgain() throws Exception {
    model.says("Hello.").says("You said hello.");
    Conversation talk = scene.talk(model, Person.nobody(), PLAIN);

    talk.say("Hello!");
    talk.say("What did I say?");

    assertThat(model.prompts.getLast().turns())
        .containsExactly(
            new Turn.FromUser("Hello!"),
            new Turn.FromModel("Hello.", List.of()),
            new Turn.FromUser("What did I say?"));
  }

  @Test
  void modelThatSaysNothing_hasSaidNothing() throws Exception {
    model.says("").says("Yes.");
    Conversation talk = scene.talk(model, Person.nobody(), PLAIN);

    assertThat(talk.say("Hello!")).isEqualTo(new Outcome("", Outcome.End.DONE));
    talk.say("Anybody?");

    assertThat(model.prompts.getLast().turns())
        .containsExactly(new Turn.FromUser("Hello!"), new Turn.FromUser("Anybody?"));
  }

  @Test
  void conversationGoesOn_afterTheModelFailed() throws Exception {
    model
        .then(_ -> {
          throw new ModelFailure(ModelFailure.Kind.LIMITED, "later");
        })
        .says("Here I am.");
    Conversation talk = scene.talk(model, Person.nobody(), PLAIN);

    assertThatThrownBy(() -> talk.say("Hello?")).isInstanceOf(ModelFailure.class);

    assertThat(talk.say("Still there?").text()).isEqualTo("Here I am.");
  }

  @Test
  void modelIsTold_whenAServerFails_andTheConversationGoesOn() throws Exception {
    scene.behaviour = (turn, _) -> turn.hangUp();
    model.uses("read_mail", "{}").says("I cannot read it.");

    Outcome outcome = scene.talk(model, Person.nobody(), PLAIN).say("Read.");

    assertThat(outcome).isEqualTo(new Outcome("I cannot read it.", Outcome.End.DONE));
    assertThat(model.read()).containsExactly("the gateway could not complete the request");
  }

  @Test
  void gatewayThatCannotStart_saysWhy() throws Exception {
    Files.writeString(data.resolve("data"), "a file where the folder should be");

    assertThatThrownBy(() -> scene.agent(model, Person.nobody(), PLAIN))
        .isInstanceOf(ToolsFailure.class)
        .hasMessageContaining("data");
  }

  @Test
  void refusedCall_tellsTheModelNoReason() throws Exception {
    model.uses("pay", "{'amount':1,'to':'a'}").says("It is refused.");

    scene
        .talk(
            model,
            Person.nobody(),
            PLAIN,
            "policy: {allow: [{name: all, tools: ['*']}],"
                + " deny: [{name: the-secret-rule, tools: [pay], when: args.amount < 5.0}]}")
        .say("Pay.");

    assertThat(scene.called).isEmpty();
    assertThat(model.read()).singleElement().asString().startsWith("refused by policy (exchange ");
  }

  @Test
  void toolThatChangesBetweenTurns_isTold() throws Exception {
    model.says("Hello.").says("Hello again.");
    Conversation talk = scene.talk(model, Person.nobody(), PLAIN);

    talk.say("Hello!");
    scene.changed = true;
    talk.say("And now?");

    assertThat(scene.events(Event.ToolsChanged.class)).hasSize(1);
    assertThat(model.prompts.getLast().tools()).extracting("name").contains("new_tool");
  }
}
