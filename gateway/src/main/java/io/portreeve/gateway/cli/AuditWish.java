package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.config.form.Measures;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which records are wanted: those that meet all of them. */
final class AuditWish {
  @Option(names = "--exchange", paramLabel = "ID", description = "Of this exchange.")
  private Optional<String> exchange = Optional.empty();

  @Option(names = "--principal", paramLabel = "NAME", description = "Of this principal.")
  private Optional<String> principal = Optional.empty();

  @Option(
      names = "--verdict",
      paramLabel = "VERDICT",
      description =
          "With this verdict: forward, refuse, needs-approval, pass, rewrite, ask or deny.")
  private Optional<String> verdict = Optional.empty();

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "With this reason, as in policy-denied.")
  private Optional<String> reason = Optional.empty();

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      description = "Not older than this, as in 15m.")
  private Optional<String> since = Optional.empty();

  boolean ofOneExchange() {
    return exchange.isPresent();
  }

  AuditFilter filter(Terminal terminal) {
    AuditFilter filter = AuditFilter.all();
    filter = exchange.map(filter::exchange).orElse(filter);
    filter = principal.map(filter::principal).orElse(filter);
    filter = verdict.map(filter::verdict).orElse(filter);
    filter = reason.map(filter::reason).orElse(filter);
    return since.isPresent()
        ? filter.from(terminal.clock().instant().minus(age(since.get())))
        : filter;
  }

  private static Duration age(String text) {
    return Measures.parse(text)
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.USAGE, "--since is no duration", "write one such as `15m`"));
  }
}
