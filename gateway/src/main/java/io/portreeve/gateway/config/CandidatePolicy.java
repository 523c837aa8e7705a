package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Document;
import io.portreeve.gateway.config.form.Expression;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Other rules for a configuration, to be tried on it, as a text holds them. */
public final class CandidatePolicy {
  private CandidatePolicy() {}

  /** What became of the reading. */
  public sealed interface Outcome {
    /** The configuration with these rules. */
    record Read(Configuration candidate) implements Outcome {}

    /** All that is wrong, in the order of the text; never empty. */
    record Refused(List<Problem> problems) implements Outcome {}
  }

  /**
   * Reads a text with one section, {@code policy}, as the file of a configuration has it. No file
   * and no secret that it may name is looked for.
   *
   * @param expressions reads conditions
   */
  public static Outcome read(String text, Configuration now, Expression.Reader expressions) {
    Key<PolicySettings, PolicySettings> policy =
        Key.section(
            "policy", PolicySettings.SECTION, Function.identity(), "The rules that are tried.");
    Section<PolicySettings> section =
        Section.of("rules that are tried", values -> values.get(policy), policy);
    Surroundings nowhere = new Surroundings(Path.of("/"), Surroundings.Follower.NONE, expressions);
    return switch (Document.read(section, text, nowhere, Overlay.NONE)) {
      case Document.Outcome.Right<PolicySettings>(var rules, _) ->
          new Outcome.Read(now.with(rules));
      case Document.Outcome.Wrong<PolicySettings>(var problems) -> new Outcome.Refused(problems);
    };
  }
}
