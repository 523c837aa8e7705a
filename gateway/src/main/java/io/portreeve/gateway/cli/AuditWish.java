package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.config.form.Words;
import io.portreeve.guard.Reason;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say which records are wanted: those that meet all of them. */
final class AuditWish {
  private static final int FEW = 10;
  private static final List<String> VERDICTS =
      List.of("forward", "refuse", "needs-approval", "pass", "rewrite", "ask", "deny");
  private static final List<String> REASONS = Stream.of(Reason.values()).map(Reason::wire).toList();

  @Option(names = "--exchange", paramLabel = "ID", description = "Of this exchange.")
  private Optional<String> exchange = Optional.empty();

  @Option(names = "--principal", paramLabel = "NAME", description = "Of this principal.")
  private Optional<String> principal = Optional.empty();

  @Option(
      names = "--verdict",
      paramLabel = "VERDICT",
      completionCandidates = Verdicts.class,
      description =
          "With this verdict: of the whole, forward, refuse or needs-approval; or of a control, pass,"
              + " rewrite, ask or deny.")
  private Optional<String> verdict = Optional.empty();

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      completionCandidates = Reasons.class,
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
    filter = known("--verdict", verdict, VERDICTS).map(filter::verdict).orElse(filter);
    filter = known("--reason", reason, REASONS).map(filter::reason).orElse(filter);
    return since.isPresent()
        ? filter.from(terminal.clock().instant().minus(age(since.get())))
        : filter;
  }

  /** A word that no record can hold would find nothing, and look as if nothing had happened. */
  private static Optional<String> known(
      String option, Optional<String> wished, List<String> words) {
    if (wished.filter(word -> !words.contains(word)).isEmpty()) {
      return wished;
    }
    String word = wished.get();
    throw new CommandFailure(
        ExitCode.USAGE,
        option + " does not know `" + Shown.of(word) + "`",
        Words.nearest(word, words)
            .map(near -> "did you mean `" + near + "`?")
            .orElseGet(() -> choice(word, words)));
  }

  /** Of few words all, of many those that say the same among other things. */
  private static String choice(String word, List<String> words) {
    List<String> near = words.stream().filter(one -> one.contains(word)).limit(FEW).toList();
    if (words.size() > FEW && near.isEmpty()) {
      return "write one as `portreeve audit show` shows it";
    }
    return "it is "
        + (near.isEmpty() ? "one of " : "such as ")
        + String.join(", ", near.isEmpty() ? words : near);
  }

  /** For the completion of a shell. */
  static final class Verdicts implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return VERDICTS.iterator();
    }
  }

  /** Likewise. */
  static final class Reasons implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return REASONS.iterator();
    }
  }

  private static Duration age(String text) {
    return Measures.parse(text)
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.USAGE, "--since is no duration", "write one such as `15m`"));
  }
}
