package io.portreeve.agent.chat;

import io.portreeve.agent.Agent;
import io.portreeve.gateway.cli.ExitCode;
import io.portreeve.gateway.cli.Occasion;
import io.portreeve.gateway.cli.Terminal;
import java.util.Optional;
import java.util.Set;

/** From the first line on the screen to the exit code. */
record Session(Occasion occasion, Screen screen, Agent agent) {

  ExitCode run(ChosenModel model) throws InterruptedException {
    if (occasion.json()) {
      return requests(new EventLines(occasion.terminal()::line));
    }
    Set<String> servers = occasion.configuration().servers().keySet();
    Terminal terminal = occasion.terminal();
    Narrator narrator = new Narrator(screen, servers, terminal::typed);
    boolean talk = terminal.attended() && occasion.message().isEmpty();
    if (talk) {
      welcome(model, narrator);
      return new Talk(screen, agent, narrator).run();
    }
    return requests(narrator);
  }

  private void welcome(ChosenModel model, Narrator narrator) {
    narrator.tell("model", model.words());
    narrator.tell("servers", String.join(", ", occasion.configuration().servers().keySet()));
    if (occasion.demonstration()) {
      narrator.tell("", "no configuration here: this is the demo server, with notes and sums");
    }
    narrator.tell("", screen.ink().faint("/help lists the commands, Ctrl-D ends"));
  }

  /** Those of the command line, or of standard input. */
  private ExitCode requests(Report report) {
    var conversation = agent.converse(report);
    Turn turn = new Turn(screen, report);
    if (occasion.message().isPresent()) {
      return turn.run(conversation, occasion.message().get()).code();
    }
    ExitCode worst = ExitCode.OK;
    Optional<String> line = screen.next("");
    while (line.isPresent()) {
      if (!line.get().isBlank()) {
        ExitCode code = turn.run(conversation, line.get()).code();
        worst = code.compareTo(worst) > 0 ? code : worst;
      }
      line = screen.next("");
    }
    return worst;
  }
}
