package io.portreeve.agent.chat;

import io.portreeve.agent.Agent;
import io.portreeve.agent.tools.ToolsFailure;
import io.portreeve.gateway.cli.CommandFailure;
import io.portreeve.gateway.cli.ExitCode;
import io.portreeve.gateway.cli.Occasion;
import io.portreeve.gateway.cli.Terminal;
import io.portreeve.gateway.config.Configuration;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** From the first line on the screen to the exit code. */
record Session(Occasion occasion, Screen screen, Agent agent, KeptConversations kept) {

  ExitCode run(ChosenModel model) throws InterruptedException {
    try {
      return run(model, kept.name(occasion.dialogue()));
    } catch (IOException unreadable) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "what is kept of the conversation cannot be read: " + unreadable.getMessage());
    }
  }

  private ExitCode run(ChosenModel model, Optional<String> name)
      throws IOException, InterruptedException {
    if (occasion.json()) {
      return requests(name, new EventLines(occasion.terminal()::line));
    }
    Set<String> servers = occasion.configuration().servers().keySet();
    Terminal terminal = occasion.terminal();
    Narrator narrator = new Narrator(screen, servers, terminal::typed);
    boolean talk = terminal.attended() && occasion.message().isEmpty();
    if (talk) {
      welcome(model, narrator);
      lookForTools(narrator);
      name.ifPresent(it -> narrator.tell("kept", it + (kept.begun(it) ? ", goes on" : ", begins")));
      return new Talk(screen, agent, narrator, kept, name).run();
    }
    lookForTools(narrator);
    return requests(name, narrator);
  }

  private void lookForTools(Narrator narrator) throws InterruptedException {
    try {
      if (agent.tools().isEmpty()) {
        narrator.noTools();
      }
    } catch (ToolsFailure gone) {
      narrator.failed("gateway", String.valueOf(gone.getMessage()));
    }
  }

  private void welcome(ChosenModel model, Narrator narrator) {
    narrator.tell("model", model.words());
    Configuration configuration = occasion.configuration();
    configuration
        .agent()
        .gateway()
        .ifPresentOrElse(
            name -> narrator.tell("gateway", name),
            () -> narrator.tell("servers", String.join(", ", configuration.servers().keySet())));
    if (occasion.demonstration()) {
      narrator.tell("", "no configuration here: this is the demo server, with notes and sums");
    }
    narrator.tell("", screen.ink().faint("/help lists the commands, Ctrl-D ends"));
  }

  /** Those of the command line, or of standard input. */
  private ExitCode requests(Optional<String> name, Report report) throws IOException {
    var conversation = kept.converse(name, agent, report);
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
