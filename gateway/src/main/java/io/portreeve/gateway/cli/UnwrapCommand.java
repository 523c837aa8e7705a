package io.portreeve.gateway.cli;

import io.portreeve.gateway.desk.ClientFile;
import io.portreeve.gateway.desk.ClientFileUnfit;
import io.portreeve.gateway.desk.Unwrapping;
import io.portreeve.gateway.display.ShellWord;
import io.portreeve.mcp.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    footer = {
      "",
      "Examples:",
      "  portreeve unwrap ~/.cursor/mcp.json",
      "  portreeve unwrap --of ~/.cursor/mcp.json copy.json"
    })
final class UnwrapCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "The client's configuration.")
  private Path file = Path.of("");

  @Option(
      names = "--of",
      paramLabel = "ORIGINAL",
      description =
          "FILE is a copy of this one, which was wrapped. Needed where both are there, and FILE was"
              + " edited: it gets back what ORIGINAL had, secrets too.")
  private Optional<Path> original = Optional.empty();

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
      Unwrapping unwrapping = unwrapping(place, read);
      if (unwrapping.wasUnwrapped()) {
        tellAgain(unwrapping);
        return ExitCode.OK.number();
      }
      if (!unwrapping.isWrapped()) {
        throw unknown(unwrapping);
      }
      Undone done = Undone.of(unwrapping, read);
      if (!dryRun) {
        unwrapping.write();
      }
      tell(done);
      if (!dryRun) {
        rest(Unwrapping.of(place.desk(), place.file(file)));
      }
    } catch (ClientFileUnfit unfit) {
      throw DeskPlace.failure(unfit);
    }
    return ExitCode.OK.number();
  }

  private Unwrapping unwrapping(DeskPlace place, ClientFile read) throws ClientFileUnfit {
    return original.isPresent()
        ? Unwrapping.of(place.desk(), read, terminal.path(original.get()))
        : Unwrapping.of(place.desk(), read);
  }

  /** What there is to tell, which nobody can know any more once it is done. */
  private record Undone(
      Path folder,
      boolean untouched,
      boolean changed,
      boolean backed,
      boolean losing,
      Optional<String> then) {
    static Undone of(Unwrapping unwrapping, ClientFile read) throws ClientFileUnfit {
      return new Undone(
          unwrapping.folder(),
          unwrapping.isUntouched(),
          !unwrapping.restored().equals(read.whole()),
          unwrapping.hasBackup(),
          unwrapping.losesEdits(),
          unwrapping.wrappedAs());
    }
  }

  private CommandFailure unknown(Unwrapping unwrapping) throws ClientFileUnfit {
    Optional<Path> resembled = unwrapping.resembled();
    if (resembled.isPresent()) {
      return stranger(resembled.get());
    }
    List<String> started = unwrapping.started();
    return started.isEmpty()
        ? new CommandFailure(
            ExitCode.UNAVAILABLE,
            "nothing is known of a wrap of " + file,
            "name the file that was wrapped, as the user who did it")
        : new CommandFailure(
            ExitCode.UNAVAILABLE,
            "what %s was before is not known: %s is missing".formatted(file, unwrapping.noted()),
            "nothing was changed; put that file back, or what is in the folder's backups"
                + " (`before-1` and so on); or write the command of its profile in the place of each of: "
                + String.join(", ", started));
  }

  private CommandFailure stranger(Path other) {
    return original.isPresent()
        ? new CommandFailure(
            ExitCode.UNAVAILABLE,
            "%s starts no profile of %s, but those of %s".formatted(file, original.get(), other),
            "nothing was changed; name the file that it is a copy of")
        : new CommandFailure(
            ExitCode.UNAVAILABLE,
            "%s starts the profiles of %s, and is not that file: that is there, and has another text"
                .formatted(file, other),
            "nothing was changed. If somebody gave you this file, do not use it: it could get your"
                + " secrets. If it is a copy of yours: `portreeve unwrap --of %s %s`"
                    .formatted(ShellWord.of(other.toString()), ShellWord.of(file.toString())));
  }

  private void tellAgain(Unwrapping unwrapping) {
    if (json) {
      terminal.line(report(unwrapping.folder(), false, false));
    } else {
      terminal.text(Shown.of(file + " was unwrapped before: nothing of Portreeve is in it"));
      terminal.text(Shown.of("profiles and backups are in " + unwrapping.folder()));
    }
  }

  private JsonObject report(Path folder, boolean written, boolean untouched) {
    return JsonObject.empty()
        .with("file", file.toString())
        .with("written", written)
        .with("byte-for-byte", untouched)
        .with("profiles", folder.toString());
  }

  /** A file that was moved between two wraps has servers of both. */
  private void rest(Unwrapping after) throws ClientFileUnfit {
    List<String> left = after.started();
    if (!left.isEmpty() && after.isWrapped() && !json) {
      terminal.hint(
          "still behind Portreeve: "
              + Shown.of(String.join(", ", left))
              + "; `portreeve unwrap "
              + ShellWord.of(file.toString())
              + "` once more");
    }
  }

  private void tell(Undone done) {
    if (json) {
      terminal.line(report(done.folder(), !dryRun && done.changed(), done.untouched()));
      return;
    }
    done.then()
        .ifPresent(then ->
            terminal.text(Shown.of("it is known by its profiles: it was wrapped as " + then)));
    if (!done.backed()) {
      terminal.text(
          "its backup is gone or was changed: each server gets back what was noted of it alone");
    }
    if (done.losing()) {
      terminal.line("what was edited about its servers since is not taken over");
    }
    String what = dryRun ? " would become" : " is";
    if (done.untouched()) {
      terminal.text(Shown.of(file + what + " what it was before, byte for byte"));
    } else if (done.changed()) {
      terminal.text(
          Shown.of(
              file
                  + " was edited since: Portreeve"
                  + (dryRun ? " would be" : " is")
                  + " taken out, "
                  + (done.losing() ? "all else stays" : "the edits stay")));
    } else {
      terminal.text(Shown.of(file + " has nothing of Portreeve in it: it stays as it is"));
    }
    terminal.text(Shown.of("profiles and backups stay in " + done.folder()));
  }
}
