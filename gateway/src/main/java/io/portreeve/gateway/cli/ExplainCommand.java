package io.portreeve.gateway.cli;

import io.portreeve.gateway.Explainer;
import io.portreeve.gateway.Explanation;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ServedEndpoint;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.Identity;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description = {
      "Show every verdict on one message, with its reason, and what the client would be told.",
      "No server is started or asked, nothing is forwarded and nothing noted; pins come from the"
          + " store. What cannot be known so is assumed, and said. Host names in arguments are looked"
          + " up, as the gateway would. Ends with 1 if the message does not go on."
    },
    footer = {
      "",
      "Examples:",
      "  portreeve explain --as ann --server files \\",
      "  '{\"method\":\"tools/call\",\"params\":{\"name\":\"read\",\"arguments\":{\"path\":\"a\"}}}'",
      "  portreeve explain --as ci --answers 'tools/call files__read' @answer.json"
    })
final class ExplainCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();
  @Mixin private SenderOption sender = new SenderOption();
  @Mixin private EndpointOption endpoint = new EndpointOption();

  @Option(
      names = "--server",
      paramLabel = "ID",
      description =
          "The server that is meant; names are then its own (default: the one that the names in the"
              + " message lead to).")
  private Optional<String> server = Optional.empty();

  @Option(
      names = "--answers",
      paramLabel = "REQUEST",
      description =
          "For a server's answer: the request, as a message or as METHOD NAME, of a client that can"
              + " do everything.")
  private Optional<String> answers = Optional.empty();

  @Option(names = "--json", description = "Report as JSON, one line for each server concerned.")
  private boolean json;

  @Parameters(
      paramLabel = "MESSAGE",
      description = "JSON-RPC, a client's or a server's: its text, @FILE, or - for standard input.")
  private String message = "";

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws PolicyFault {
    Configuration right = configuration.orQuickstart(terminal);
    ServedEndpoint meant = endpoint.of(right);
    refuseUnknownServer(meant);
    MessageText text = new MessageText("MESSAGE", message);
    Spoken spoken = new Spoken(text, text.read(terminal));
    List<Explanation> explanations = explained(right, meant, spoken);
    ExplanationReport report = new ExplanationReport(terminal);
    explanations.forEach(json ? report::json : report::print);
    boolean on = explanations.stream().allMatch(one -> one.fate().ending().goesOn());
    return (on ? ExitCode.OK : ExitCode.FINDING).number();
  }

  private List<Explanation> explained(Configuration right, ServedEndpoint meant, Spoken spoken)
      throws PolicyFault {
    try (KeptStore kept = KeptStore.of(right, terminal)) {
      Optional<Store> store = kept.store();
      Identity who = sender.identity(terminal, right, meant, store);
      Explainer anywhere = new Explainer(right, meant, store, terminal.clock());
      Explainer explainer = server.map(ServerId::new).map(anywhere::at).orElse(anywhere);
      if (spoken.kind() == Spoken.Kind.REQUEST) {
        return explainer.request(who, spoken.request());
      }
      Request asked = asked(spoken);
      return explainer.reply(who, asked, spoken.saidTo(asked));
    }
  }

  private Request asked(Spoken spoken) {
    if (answers.isEmpty() && spoken.kind() == Spoken.Kind.ANSWER) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "which request a server's answer is to is not said",
          "add such as --answers 'tools/call read_file'");
    }
    Asked asked = new Asked(spoken.params());
    return answers.map(written -> asked.read(terminal, written)).orElseGet(asked::listening);
  }

  private void refuseUnknownServer(ServedEndpoint meant) {
    if (server.isPresent() && !meant.servers().contains(server.get())) {
      String where =
          meant.id().value().isEmpty()
              ? "in the configuration"
              : "at endpoint " + meant.id().value();
      throw new CommandFailure(
          ExitCode.USAGE,
          "--server " + server.get() + " is not " + where,
          "known are " + String.join(", ", meant.servers()));
    }
  }
}
