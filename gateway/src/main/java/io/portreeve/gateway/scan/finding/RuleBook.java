package io.portreeve.gateway.scan.finding;

import io.portreeve.gateway.config.form.Forms;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The rules about one thing, by their ids, in the order of their file. Each is read once. */
public enum RuleBook {
  DEFINITIONS,
  SECRETS,
  CONFIGURATION,
  PACKAGES,
  CODE,
  JAVASCRIPT,
  PYTHON;

  /** Those whose rules are about what a whole server is made of. */
  public static final List<RuleBook> ABOUT_SERVERS = List.of(PACKAGES, CODE, JAVASCRIPT, PYTHON);

  @SuppressWarnings("ImmutableEnumChecker") // nobody changes the map that a file is read into
  private final Map<String, Rule> rules = RuleFile.rules(word());

  /** What it is about, as people write it. */
  public String word() {
    return Forms.word(this);
  }

  /** All of them. */
  public List<Rule> rules() {
    return List.copyOf(rules.values());
  }

  /** The rule of this id, which there is. */
  public Rule rule(String id) {
    return Objects.requireNonNull(rules.get(id), id);
  }

  /** The rules that are about a text. */
  public List<Rule> patterns() {
    return rules.values().stream().filter(rule -> rule.pattern().isPresent()).toList();
  }
}
