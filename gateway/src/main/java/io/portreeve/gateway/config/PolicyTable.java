package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Document;
import io.portreeve.gateway.config.form.Expression;
import io.portreeve.gateway.config.form.FileText;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.config.form.ReferencePage;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Surroundings;
import java.nio.file.Path;
import java.util.List;

/** What the rules of a configuration are expected to say, case by case; at least one. */
public record PolicyTable(List<PolicyCase> cases) {
  public PolicyTable {
    cases = List.copyOf(cases);
  }

  /** What became of the reading. */
  public sealed interface Outcome {
    /** All is right. */
    record Loaded(PolicyTable table) implements Outcome {}

    /** All that is wrong, in the order of the file; never empty. */
    record Refused(List<Problem> problems) implements Outcome {}
  }

  /** Reads a table about the rules of this configuration. */
  public static Outcome read(Path file, Configuration configuration) {
    return switch (FileText.read(file)) {
      case FileText.Text(String text) -> parse(text, configuration);
      case FileText.Unreadable(Problem problem) -> new Outcome.Refused(List.of(problem));
    };
  }

  /** Reads the text of one. */
  public static Outcome parse(String text, Configuration configuration) {
    List<String> rules = configuration.policy().rules().map(RuleSettings::name).toList();
    Section<PolicyTable> section =
        section(
            List.copyOf(configuration.endpoints().keySet()),
            List.copyOf(configuration.servers().keySet()),
            rules);
    var surroundings =
        new Surroundings(Path.of(""), Surroundings.Follower.NONE, Expression.Reader.UNREAD);
    return switch (Document.read(section, text, surroundings, Overlay.NONE)) {
      case Document.Outcome.Right<PolicyTable>(var table, _) -> new Outcome.Loaded(table);
      case Document.Outcome.Wrong<PolicyTable>(var problems) -> new Outcome.Refused(problems);
    };
  }

  /** The reference page in Markdown. */
  public static String reference() {
    return """
    # Tables for `portreeve policy test`

    Made from the descriptions of the keys by `portreeve policy test --reference`; do not edit. A table is a YAML file of
    cases: who wants what, and what the policy of a configuration is expected to say. `portreeve policy test -c FILE TABLE`
    asks the rules, starts nothing and looks at no store. It ends with 1 if a case comes out otherwise, and names the rules
    that no case touches. `examples/team.cases.yaml` is such a table.

    """
        + ReferencePage.of(section(List.of(), List.of(), List.of()));
  }

  private static Section<PolicyTable> section(
      List<String> endpoints, List<String> servers, List<String> rules) {
    Key<PolicyTable, List<PolicyCase>> cases =
        Key.required(
            "cases",
            Forms.someOf(PolicyCase.section(endpoints, servers, rules)),
            PolicyTable::cases,
            Strength.neutral(),
            "The cases, in any order: each is asked by itself.");
    return Section.of("a table of cases", values -> new PolicyTable(values.get(cases)), cases)
        .check((_, spot) ->
            UniqueNames.check("case", PolicyCase.NAME, spot.at(cases).items().stream()));
  }
}
