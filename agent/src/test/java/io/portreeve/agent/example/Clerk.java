package io.portreeve.agent.example;

import io.portreeve.agent.Agent;
import io.portreeve.agent.Answer;
import io.portreeve.agent.Conversation;
import io.portreeve.agent.Options;
import io.portreeve.agent.Person;
import io.portreeve.agent.Plan;
import io.portreeve.agent.Question;
import io.portreeve.agent.model.Model;
import io.portreeve.agent.tools.GatewayInside;
import io.portreeve.controls.text.TerminalEncoder;
import java.nio.file.Path;
import java.util.Set;

/** Answers one question about the mail; who sits at the terminal approves what has effects. */
record Clerk(Path configuration, Model model) implements Person {
  String ask(String question) throws Exception {
    Options options = Options.defaults().withSystem("You help with mail.").withTools("*mail*");
    try (Agent agent = Agent.open(model, GatewayInside.start(configuration), this, options)) {
      Conversation talk = agent.converse(event -> System.err.println(shown(event)));
      return talk.say(question).text();
    }
  }

  @Override
  public Answer answer(Question question) {
    String said = System.console().readLine("%s [yes/no] ", shown(question.text()));
    return "yes".equals(said) ? new Answer.Accepted() : new Answer.Declined();
  }

  @Override
  public Set<String> agree(Plan plan) {
    return plan.tools();
  }

  private static String shown(Object strangers) {
    return new TerminalEncoder().encode(strangers.toString()).text();
  }
}
