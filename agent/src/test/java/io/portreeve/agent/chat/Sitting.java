package io.portreeve.agent.chat;

import io.portreeve.agent.Agent;
import io.portreeve.agent.Options;
import io.portreeve.agent.tools.GatewayInside;
import io.portreeve.gateway.cli.ExitCode;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ServedEndpoint;
import io.portreeve.gateway.keys.SecretSource;
import java.util.Optional;
import java.util.Set;

/** Somebody sits down in front of a screen and talks to an agent until he leaves. */
record Sitting(FakeScreen screen, Optional<String> name) {
  /** What a test looks at when he has left and the agent is still there. */
  interface Afterwards {
    void look(Agent agent, Narrator narrator);
  }

  ExitCode in(Office office, Afterwards afterwards, String... more) throws Exception {
    Configuration configuration = office.configuration(more);
    SecretSource secrets = new SecretSource(_ -> Optional.of("sk-test"));
    Narrator narrator = new Narrator(screen, Set.of("mail"), text -> text);
    var gateway = GatewayInside.start(configuration, ServedEndpoint.whole(configuration), secrets);
    var model =
        ChosenModel.of(configuration.agent().model(), Optional.empty(), _ -> Optional.empty())
            .open(secrets);
    var desk = new Desk(screen, Set.of("mail"));
    try (Agent agent = Agent.open(model, gateway, desk, Options.defaults());
        KeptConversations kept = KeptConversations.open(configuration)) {
      ExitCode code = new Talk(screen, agent, narrator, kept, name).run();
      afterwards.look(agent, narrator);
      return code;
    }
  }
}
