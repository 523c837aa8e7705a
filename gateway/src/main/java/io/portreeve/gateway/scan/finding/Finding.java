package io.portreeve.gateway.scan.finding;

import io.portreeve.gateway.store.Digest;
import io.portreeve.mcp.json.JsonObject;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * Something wrong. Two looks at the same thing give findings of the same {@link #id}; whatever
 * changed the evidence changes it too.
 *
 * @param server the id of the server it is about; empty: Portreeve itself
 * @param subject what of it, as {@code tool read_file}
 * @param evidence bounded, and safe to print
 * @param file where it stands, if that is a file
 * @param line in the file, the first being 1; 0: in no line of its own
 */
public record Finding(
    Rule rule, String server, String subject, String evidence, Optional<Path> file, int line) {
  /** The worst first; then by what they are about. */
  public static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding one) -> one.rule().severity())
          .reversed()
          .thenComparing(Finding::server)
          .thenComparing(Finding::subject)
          .thenComparing(Finding::id);

  /** The rule that a look breaks which did not come to its end. */
  public static final String FAILED = "scan-failed";

  private static final int FINGERPRINT = 12;

  public Finding {
    subject = Evidence.of(subject);
    evidence = Evidence.of(evidence);
  }

  /** One that stands in no file. */
  public Finding(Rule rule, String server, String subject, String evidence) {
    this(rule, server, subject, evidence, Optional.empty());
  }

  /** One that stands in no line of its own. */
  public Finding(Rule rule, String server, String subject, String evidence, Optional<Path> file) {
    this(rule, server, subject, evidence, file, 0);
  }

  /** That a look did not come to its end. */
  public static Finding failed(String server, String subject, String why) {
    return new Finding(RuleBook.CONFIGURATION.rule(FAILED), server, subject, why);
  }

  /** What it is about, and the line. */
  public String place() {
    return line == 0 ? subject : subject + ":" + line;
  }

  /** The rule, and a fingerprint of what it found. */
  public String id() {
    return rule.id() + "-" + fingerprint().substring(0, FINGERPRINT);
  }

  /**
   * Of the rule, the server, the subject and the evidence; not of where it lies on a disk or in a
   * file.
   */
  public String fingerprint() {
    return Digest.sha256(String.join("\0", rule.id(), server, subject, evidence)).hex();
  }

  public Severity severity() {
    return rule.severity();
  }

  /** How it is reported and recorded. */
  public JsonObject json() {
    JsonObject json =
        JsonObject.empty()
            .with("id", id())
            .with("rule", rule.id())
            .with("severity", severity().word())
            .with("server", server)
            .with("subject", subject)
            .with("what", rule.title())
            .with("evidence", evidence)
            .with("remedy", rule.remedy());
    JsonObject placed = file.map(path -> json.with("file", path.toString())).orElse(json);
    return line == 0 ? placed : placed.with("line", line);
  }
}
