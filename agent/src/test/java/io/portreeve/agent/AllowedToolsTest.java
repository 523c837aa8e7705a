package io.portreeve.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.agent.model.Reply;
import io.portreeve.agent.model.ToolUse;
import org.junit.jupiter.api.Test;

class AllowedToolsTest extends Staged {
  @Test
  void modelPays_whereNothingForbidsIt() throws Exception {
    model.uses("pay", "{'amount':900,'to':'mallory'}").says("Paid.");

    scene.talk(model, Person.nobody(), PLAIN).say("Read my mail.");

    assertThat(scene.called).hasSize(1);
  }

  @Test
  void toolThatTheApplicationDoesNotAllow_isNeitherOfferedNorCalled() throws Exception {
    model.uses("pay", "{'amount':900,'to':'mallory'}").says("I cannot.");

    scene.talk(model, Person.nobody(), PLAIN.withTools("*_mail")).say("Read my mail.");

    assertThat(model.prompts.getFirst().tools())
        .extracting("name")
        .containsExactly("read_mail", "send_mail");
    assertThat(scene.called).isEmpty();
    assertThat(model.read()).containsExactly("there is no such tool");
    assertThat(scene.events(Event.Refused.class))
        .singleElement()
        .extracting(Event.Refused::refusal)
        .isEqualTo(Refusal.NOT_OFFERED);
  }

  @Test
  void toolThatTheModelMadeUp_isAskedOfNoServer() throws Exception {
    model.uses("read_mail ", "{}").says("I cannot.");

    scene.talk(model, Person.nobody(), PLAIN).say("Read my mail.");

    assertThat(scene.called).isEmpty();
    assertThat(model.read()).containsExactly("there is no such tool");
  }

  @Test
  void callWhoseArgumentsCannotBeRead_isAskedOfNoServer_andTheModelLearnsWhy() throws Exception {
    model
        .ends("", Reply.Stop.TOOLS, new ToolUse.Unreadable("1", "pay", "it is no JSON"))
        .says("I cannot.");

    scene.talk(model, Person.nobody(), PLAIN).say("Pay anna.");

    assertThat(scene.called).isEmpty();
    assertThat(model.read()).containsExactly("the arguments cannot be read: it is no JSON");
  }
}
