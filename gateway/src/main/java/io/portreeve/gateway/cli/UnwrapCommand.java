package io.portreeve.gateway.cli;

import io.portreeve.gateway.desk.ClientFile;
import io.portreeve.gateway.desk.ClientFileUnfit;
import io.portreeve.gateway.desk.Unwrapping;
import io.portreeve.mcp.json.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "unwrap",
    description = {
      "Take Portreeve out of a client's configuration again: the file becomes what it was, byte for"
          + " byte.",
      "If it was edited since, only Portreeve is taken out, and the edits stay."
    },
    footer = {"", "Example:", "  portreeve unwrap ~/.cursor/mcp.json"})
final class UnwrapCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "The client's configuration.")
  private Path file = Path.of("");

  @Option(names = "--dry-run", description = "Say what would be done, and write nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Report as JSON.")
  private boolean json;

  UnwrapCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    DeskPlace place = new DeskPlace(terminal);
    ClientFile read = place.file(file);
    try {
      Unwrapping unwrapping = Unwrapping.of(place.desk(), read);
      if (!unwrapping.isWrapped()) {
        throw new CommandFailure(
            ExitCode.UNAVAILABLE,
            "nothing is known of a wrap of " + file,
            "name the file that was wrapped, as the user who did it");
      }
      boolean untouched = unwrapping.isUntouched();
      String restored = unwrapping.restored();
      if (!dryRun) {
        unwrapping.write();
      }
      tell(unwrapping, untouched, !restored.equals(read.whole()));
    } catch (ClientFileUnfit unfit) {
      throw DeskPlace.failure(unfit);
    }
    return ExitCode.OK.number();
  }

  private void tell(Unwrapping unwrapping, boolean untouched, boolean changed) {
    if (json) {
      terminal.line(
          JsonObject.empty()
              .with("file", file.toString())
              .with("written", !dryRun && changed)
              .with("byte-for-byte", untouched)
              .with("profiles", unwrapping.folder().toString()));
      return;
    }
    String what = dryRun ? " would become" : " is";
    if (untouched) {
      terminal.line(Shown.of(file + what + " what it was before, byte for byte"));
    } else if (changed) {
      terminal.line(
          Shown.of(
              file
                  + " was edited since: Portreeve"
                  + (dryRun ? " would be" : " is")
                  + " taken out, the edits stay"));
    } else {
      terminal.line(Shown.of(file + " has nothing of Portreeve in it: it stays as it is"));
    }
    terminal.line(Shown.of("profiles and backups stay in " + unwrapping.folder()));
  }
}
