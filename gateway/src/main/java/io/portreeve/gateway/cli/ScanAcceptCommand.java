package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.scan.KeptFindings;
import io.portreeve.gateway.store.Acceptance;
import io.portreeve.gateway.store.Acceptances;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "accept",
    description = {
      "Accept one finding: it is told no more, and what was quarantined for it is released.",
      "Who accepted what, when and why is kept, and reaches the audit log. As soon as the finding's"
          + " evidence is another, it is another finding."
    },
    footer = {
      "",
      "Examples:",
      "  portreeve scan accept shell-command-0f343b093112 --reason \"our wrapper\"",
      "  portreeve scan accept shell-command-0f343b093112 --withdraw"
    })
final class ScanAcceptCommand implements Callable<Integer> {
  private static final Pattern FINDING = Pattern.compile("[a-z0-9-]{1,64}-[0-9a-f]{12}");
  private static final int LONGEST = 1000;

  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(paramLabel = "FINDING", description = "The finding's id, as a scan shows it.")
  private String finding = "";

  @Option(names = "--reason", paramLabel = "WHY", description = "Why it may stay.")
  private Optional<String> reason = Optional.empty();

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who accepts (default: the system's user).")
  private Optional<String> by = Optional.empty();

  @Option(names = "--withdraw", description = "Take an acceptance back.")
  private boolean withdraw;

  ScanAcceptCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (!FINDING.matcher(finding).matches()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "`" + Shown.of(finding) + "` is no id of a finding",
          "give one as `portreeve scan` shows it");
    }
    if (withdraw == reason.filter(why -> !why.isBlank()).isPresent()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          withdraw ? "--reason is for accepting" : "why is not said",
          "give either --reason WHY or --withdraw");
    }
    Configuration right = configuration.load(terminal);
    try (OpenStore open = OpenStore.of(right, terminal)) {
      if (withdraw) {
        return withdraw(open.store().acceptances());
      }
      sayIfNotFound(open);
      return accept(open.store().acceptances(), reason.orElse(""));
    }
  }

  /** No reason to refuse it: a scan that is made now may find it. */
  private void sayIfNotFound(OpenStore open) {
    if (new KeptFindings(open.ofThisNode()).lack(finding)) {
      terminal.aside(
          "portreeve: the last scan did not find `"
              + finding
              + "`; compare it with what `portreeve scan` shows");
    }
  }

  private int accept(Acceptances acceptances, String why) {
    String bounded = why.length() > LONGEST ? why.substring(0, LONGEST) : why;
    Instant now = terminal.clock().instant();
    acceptances.accept(new Acceptance(finding, person(), bounded, now));
    terminal.line("accepted  " + finding);
    return ExitCode.OK.number();
  }

  private int withdraw(Acceptances acceptances) {
    boolean was = acceptances.withdraw(finding, person(), terminal.clock().instant());
    terminal.line((was ? "withdrawn  " : "was not accepted  ") + finding);
    return (was ? ExitCode.OK : ExitCode.FINDING).number();
  }

  private String person() {
    return by.or(terminal::user)
        .filter(name -> !name.isBlank())
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.USAGE, "this machine does not say who accepts", "say it with --by NAME"));
  }
}
