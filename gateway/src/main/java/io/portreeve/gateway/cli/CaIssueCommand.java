package io.portreeve.gateway.cli;

import io.portreeve.controls.serverspoofing.ServerIdentity;
import io.portreeve.gateway.authority.OwnAuthority;
import io.portreeve.gateway.authority.PemPair;
import io.portreeve.gateway.authority.Subject;
import io.portreeve.gateway.recurring.Recurring;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "issue",
    description =
        "Issue a certificate with a key of its own: `FILES.pem` and `FILES.key`, in the place of"
            + " earlier ones.",
    footer = {
      "",
      "Examples:",
      "  portreeve ca issue ca --out files --dns files.corp.example",
      "  portreeve ca issue ca --out gateway --for 15m --renew \\",
      "      --spiffe-id spiffe://corp.example/gateway"
    })
final class CaIssueCommand implements Callable<Integer> {
  private static final Duration LEAST = Duration.ofMinutes(1);
  private static final Duration MOST = Duration.ofDays(7);

  /** It is renewed early enough for one failure. */
  private static final int PARTS = 3;

  private static final String HOST = "(\\*\\.)?[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?";

  private final Terminal terminal;
  private final Endurance endurance;

  @Parameters(
      index = "0",
      paramLabel = "DIRECTORY",
      description = "Where `portreeve ca init` made the authority.")
  private Path directory = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILES",
      description = "Where to write, without the ending.")
  private Path out = Path.of("");

  @Option(names = "--dns", paramLabel = "HOST", description = "A host name; repeatable.")
  private List<String> hosts = List.of();

  @Option(names = "--ip", paramLabel = "ADDRESS", description = "An address; repeatable.")
  private List<String> addresses = List.of();

  @Option(
      names = "--spiffe-id",
      paramLabel = "ID",
      description = "Who it is, as in spiffe://corp.example/files.")
  private Optional<String> spiffeId = Optional.empty();

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "How long it is good, from 1m to 7d; without it, 1h.")
  private String life = "1h";

  @Option(
      names = "--renew",
      description = "Stay, and issue another each time that a third of that is over, until Ctrl-C.")
  private boolean renew;

  CaIssueCommand(Terminal terminal, Endurance endurance) {
    this.terminal = terminal;
    this.endurance = endurance;
  }

  @Override
  public Integer call() throws InterruptedException {
    Duration good = CaFolder.life("--for", life, LEAST, MOST);
    Subject subject = subject();
    OwnAuthority authority = new CaFolder(terminal, terminal.path(directory)).open();
    issue(authority, subject, good);
    if (renew) {
      Runnable again = () -> issue(authority, subject, good);
      try (Recurring _ = Recurring.start("certificate", good.dividedBy(PARTS), again)) {
        endurance.last(() -> {});
      }
    }
    return ExitCode.OK.number();
  }

  private void issue(OwnAuthority authority, Subject subject, Duration good) {
    PemPair files = PemPair.named(terminal.path(out));
    try {
      OwnAuthority.Issued issued = authority.issue(subject, good);
      files.write(issued);
      terminal.line(
          "issued %s and %s, good until %s"
              .formatted(files.certificate(), files.key(), issued.ends()));
      terminal.out().flush();
    } catch (IOException | GeneralSecurityException fault) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "no certificate was issued: " + Failures.oneLine(fault),
          "what was there before is as it was");
    }
  }

  private Subject subject() {
    hosts.forEach(host -> require(host.matches(HOST), "--dns", "files.corp.example"));
    spiffeId.ifPresent(id ->
        require(
            id.matches(ServerIdentity.SPIFFE_ID), "--spiffe-id", "spiffe://corp.example/files"));
    String name =
        Stream.of(spiffeId.stream(), hosts.stream(), addresses.stream())
            .flatMap(names -> names)
            .findFirst()
            .orElseThrow(() ->
                new CommandFailure(
                    ExitCode.USAGE,
                    "nobody is named whom it is for",
                    "give at least one of --dns, --ip and --spiffe-id"));
    return new Subject(
        name.length() > 64 ? name.substring(name.length() - 64) : name,
        hosts,
        addresses.stream().map(CaIssueCommand::address).toList(),
        spiffeId.stream().map(URI::create).toList());
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException name) {
      throw wrong("--ip", "10.1.2.3");
    }
  }

  private static void require(boolean right, String option, String example) {
    if (!right) {
      throw wrong(option, example);
    }
  }

  private static CommandFailure wrong(String option, String example) {
    return new CommandFailure(
        ExitCode.USAGE, option + " is not what it should be", "write it as in " + example);
  }
}
