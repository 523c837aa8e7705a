package io.portreeve.gateway.scan.code;

import io.portreeve.gateway.scan.finding.Evidence;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Rule;
import io.portreeve.gateway.scan.finding.RuleBook;
import io.portreeve.gateway.scan.finding.TextPattern;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Holds the text of a source file against the rules. What stands in a line of comment is no code.
 */
final class SourceRules {
  /** So many places in one file are told for one rule. */
  static final int MOST = 5;

  private static final int TAIL = 100;

  /** What programs compare with is no key: here a rule of its own wants to see the key. */
  private static final String KEY_ALONE = "private-key";

  private final Map<Language, List<Rule>> ofLanguage = new EnumMap<>(Language.class);
  private final List<Rule> secrets;
  private final Rule secret;
  private final List<Rule> common;

  SourceRules(RuleBook code) {
    this.secret = code.rule("secret-in-code");
    this.common = code.patterns();
    this.secrets =
        RuleBook.SECRETS.patterns().stream().filter(rule -> !rule.id().equals(KEY_ALONE)).toList();
    for (Language language : Language.values()) {
      ofLanguage.put(language, language.rules());
    }
  }

  /**
   * What is wrong with a file.
   *
   * @param name as a finding calls it
   */
  List<Finding> of(String server, String name, Path file, Language language, String text) {
    var found = new ArrayList<Finding>();
    Source source = Source.of(text, language);
    Consumer<Hit> add =
        hit ->
            found.add(
                new Finding(
                    hit.rule(), server, name, hit.evidence(), Optional.of(file), hit.line()));
    ofLanguage.getOrDefault(language, List.of()).forEach(rule -> hits(rule, source, add));
    common.forEach(rule -> hits(rule, source, add));
    secrets.forEach(
        rule -> hits(rule, source, hit -> add.accept(hit.as(secret, rule.title() + ": "))));
    return found;
  }

  /** A place that a rule is about. */
  private record Hit(Rule rule, String evidence, int line) {
    Hit as(Rule other, String before) {
      return new Hit(other, before + evidence, line);
    }
  }

  private static void hits(Rule rule, Source source, Consumer<Hit> add) {
    rule.pattern().stream()
        .flatMap(pattern -> pattern.all(source.searched(), MOST).stream())
        .map(span -> hit(rule, source, span))
        .forEach(add);
  }

  private static Hit hit(Rule rule, Source source, TextPattern.Span span) {
    int at = source.visible(span.start());
    String evidence =
        rule.secret()
            ? Evidence.ofSecret(source.text().substring(at, span.end()))
            : source.shown(at, TAIL);
    return new Hit(rule, evidence, source.line(at));
  }
}
