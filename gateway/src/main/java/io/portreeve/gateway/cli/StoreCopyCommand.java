package io.portreeve.gateway.cli;

import io.portreeve.gateway.ClientWindow;
import io.portreeve.gateway.DurableState;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.audit.JournalTaken;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.StoreCopy;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "copy",
    description = {
      "Copy the file of a node into the PostgreSQL that its configuration names.",
      "Keys, pins, approvals, relations, logins and signatures of memories, all of it or nothing:",
      "what stands there is read again and compared before it counts. The gateway has to be stopped,",
      "and the database empty. The file stays where it is; keep it until the nodes run, then put it",
      "away. What its keys verify and open, a node does with the same data directory, and any other",
      "to which its `*.secret` files are brought."
    },
    footer = {"", "Example:", "  portreeve store copy -c portreeve.yaml"})
final class StoreCopyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(names = "--json", description = "Report as JSON, one table a line.")
  private boolean json;

  StoreCopyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    Configuration right = configuration.load(terminal);
    DurableState state = OpenStore.state(right, terminal);
    if (!state.isShared()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "the configuration names no database to copy to",
          "add `state.postgres` and `state.secret`; docs/guides/many-nodes.md says how");
    }
    if (!SqliteStore.isIn(right.data())) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "there is no store in " + right.data(),
          "name the data directory of the node whose file is to be copied");
    }
    DataDirectory data = DataDirectory.open(right.data());
    try (AutoCloseable _ = stopped(data)) {
      report(state.copy(data, this::tell));
    }
    return ExitCode.OK.number();
  }

  /** While a gateway writes, what is copied would be old when it is there. */
  private static AutoCloseable stopped(DataDirectory data) {
    try {
      return ClientWindow.hold(data);
    } catch (JournalTaken taken) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "nothing was copied: a gateway runs on " + data.path(),
          "stop it, and copy again");
    } catch (AuditUnavailable unusable) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "nothing was copied: whether a gateway runs on %s cannot be told (%s)"
              .formatted(data.path(), Failures.oneLine(unusable)),
          "put that right, and copy again");
    }
  }

  private void tell(String table, long rows) {
    terminal.err().println("portreeve: " + table + ": " + rows + " rows so far");
    terminal.err().flush();
  }

  private void report(List<StoreCopy.Copied> all) {
    for (StoreCopy.Copied one : all) {
      terminal.line(
          json
              ? JsonObject.empty()
                  .with("table", one.table())
                  .with("rows", one.rows())
                  .with("digest", one.digest())
                  .toString()
              : "%-20s %8d rows, %s"
                  .formatted(one.table(), one.rows(), one.digest().substring(0, 16)));
    }
    if (!json) {
      terminal.line("copied, read again and compared; start the nodes, then put the file away");
    }
  }
}
