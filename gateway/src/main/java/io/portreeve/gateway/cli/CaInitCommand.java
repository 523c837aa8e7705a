package io.portreeve.gateway.cli;

import io.portreeve.gateway.authority.PemPair;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "init",
    description =
        "Make a certificate authority: `ca.pem`, which servers and gateways are told to trust, and"
            + " `ca.key`, which stays where it is.",
    footer = {"", "Example:", "  portreeve ca init ca --name \"Corp MCP\""})
final class CaInitCommand implements Callable<Integer> {
  private static final Duration LEAST = Duration.ofDays(1);
  private static final Duration MOST = Duration.ofDays(3660);

  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "DIRECTORY", description = "Where; made if it is missing.")
  private Path directory = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What people call it; without it, Portreeve CA.")
  private String name = "Portreeve CA";

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "How long it is good; without it, 365d.")
  private String life = "365d";

  CaInitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (!name.matches("[^\\p{Cntrl}]{1,64}")) {
      throw new CommandFailure(
          ExitCode.USAGE, "--name is no name", "write at most 64 characters, and no control ones");
    }
    Duration good = CaFolder.life("--for", life, LEAST, MOST);
    PemPair made = new CaFolder(terminal, terminal.path(directory)).create(name, good);
    terminal.line("made " + made.certificate() + ", for `tls.ca` and whoever else trusts it");
    terminal.line("made " + made.key() + ": whoever reads it can pose as any server");
    return ExitCode.OK.number();
  }
}
