package io.portreeve.agent.chat;

import io.portreeve.agent.Agent;
import io.portreeve.agent.Limits;
import io.portreeve.agent.Options;
import io.portreeve.agent.Person;
import io.portreeve.agent.model.Model;
import io.portreeve.agent.tools.GatewayElsewhere;
import io.portreeve.agent.tools.GatewayInside;
import io.portreeve.agent.tools.Link;
import io.portreeve.agent.tools.ToolsFailure;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.cli.Application;
import io.portreeve.gateway.cli.CommandFailure;
import io.portreeve.gateway.cli.ExitCode;
import io.portreeve.gateway.cli.Occasion;
import io.portreeve.gateway.cli.Portreeve;
import io.portreeve.gateway.cli.Terminal;
import io.portreeve.gateway.config.AgentLimits;
import io.portreeve.gateway.config.AgentSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Planning;
import io.portreeve.gateway.config.ServedEndpoint;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.mcp.ServerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;

/** The command {@code portreeve chat}: an agent, and a terminal in front of it. */
public final class Chat implements Application {
  private static final String HISTORY = "chat-history";

  Chat() {}

  /** Runs it, and ends the process. */
  public static void main(String[] args) {
    Portreeve.main(new Chat(), args);
  }

  @Override
  public ExitCode run(Occasion occasion) throws InterruptedException {
    Configuration configuration = occasion.configuration();
    ChosenModel chosen =
        ChosenModel.of(
            configuration.agent().model(), occasion.model(), occasion.terminal().environment());
    SecretSource secrets = new SecretSource(occasion.terminal().environment());
    Model model = chosen.open(secrets);
    try (Screen screen = screen(occasion)) {
      Notices.to(screen, occasion.terminal()::typed);
      Set<String> servers = configuration.servers().keySet();
      Person person =
          occasion.terminal().attended() && !occasion.json()
              ? new Desk(screen, servers)
              : Person.nobody();
      Link gateway = gateway(configuration, secrets);
      // Opened after the gateway has seen what was there: a store that is made first hides a loss.
      try (Agent agent = Agent.open(model, gateway, person, options(occasion));
          KeptConversations kept = KeptConversations.open(configuration)) {
        return new Session(occasion, screen, agent, kept).run(chosen);
      } catch (ToolsFailure none) {
        throw new CommandFailure(ExitCode.UNAVAILABLE, String.valueOf(none.getMessage()));
      }
    }
  }

  private static Link gateway(Configuration configuration, SecretSource secrets) {
    Optional<String> elsewhere = configuration.agent().gateway();
    if (elsewhere.isEmpty()) {
      return GatewayInside.start(configuration, ServedEndpoint.whole(configuration), secrets);
    }
    try {
      return GatewayElsewhere.start(configuration, new ServerId(elsewhere.get()), secrets);
    } catch (StartFault cannot) {
      throw new CommandFailure(ExitCode.UNAVAILABLE, String.valueOf(cannot.getMessage()));
    }
  }

  private static Screen screen(Occasion occasion) {
    Terminal terminal = occasion.terminal();
    if (!terminal.attended() || occasion.json()) {
      return new PlainScreen(terminal.in(), terminal.out(), terminal.err());
    }
    Configuration configuration = occasion.configuration();
    KeptLines kept =
        configuration.agent().history()
            ? KeptLines.in(DataDirectory.open(configuration.data()).privateFile(HISTORY))
            : KeptLines.none();
    try {
      return TypedScreen.ofProcess(terminal.colored(), kept);
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  private static Options options(Occasion occasion) {
    AgentSettings said = occasion.configuration().agent();
    AgentLimits most = said.limits();
    return new Options(
        Optional.of(said.system()).filter(text -> !text.isBlank()),
        said.tools(),
        occasion.planned() ? planning(said.plan()) : Options.Planning.OFF,
        said.spotlighting(),
        said.guardrails(),
        new Limits(
            most.rounds(), most.calls(), most.characters(), most.resultCharacters(), most.time()));
  }

  private static Options.Planning planning(Planning said) {
    return switch (said) {
      case SHOWN -> Options.Planning.SHOWN;
      case ON -> Options.Planning.ON;
      case OFF -> Options.Planning.OFF;
    };
  }
}
