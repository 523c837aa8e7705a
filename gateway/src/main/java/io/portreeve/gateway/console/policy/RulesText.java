package io.portreeve.gateway.console.policy;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.denial.Denials;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Shows the rules in force.
 *
 * @param denials know where each is written
 */
record RulesText(PolicySettings policy, Denials denials) {
  Html shown() {
    Table table = Table.of("Rules in force", "Name", "Effect", "Who", "What", "When", "Written in");
    policy.deny().forEach(rule -> row(table, "deny", rule));
    policy.approve().forEach(rule -> row(table, "approve", rule));
    policy.allow().forEach(rule -> row(table, "allow", rule));
    return Html.all(
        table.orElse("There is no rule, so nothing is allowed."),
        policy
            .decisionPoint()
            .map(point ->
                Html.paragraph("What they allow, " + point.url() + " is asked about, too."))
            .orElse(Html.none()));
  }

  private void row(Table table, String list, RuleSettings rule) {
    table.row(
        code(VisibleText.line(rule.name())),
        text(effect(list, rule)),
        text(VisibleText.line(who(rule))),
        text(VisibleText.line(what(rule))),
        rule.when().map(when -> code(VisibleText.line(when.text()))).orElse(text("always")),
        text(VisibleText.line(denials.place(rule.name()).orElse("not known"))));
  }

  private static String effect(String list, RuleSettings rule) {
    String by = rule.by().map(it -> " by " + Forms.word(it)).orElse("");
    return list + by + (rule.shadow() ? ", only tried" : "");
  }

  private static String who(RuleSettings rule) {
    List<String> words = new ArrayList<>();
    words.add(rule.roles().isEmpty() ? "everybody" : "role " + String.join(", ", rule.roles()));
    add(words, "with ", rule.clients().stream().map(it -> it.pattern()).toList());
    add(words, "scope ", rule.scopes());
    return String.join("; ", words);
  }

  private static String what(RuleSettings rule) {
    List<String> words = new ArrayList<>();
    add(words, "on ", rule.servers());
    add(words, "tools ", rule.tools().stream().map(it -> it.pattern()).toList());
    add(words, "prompts ", rule.prompts().stream().map(it -> it.pattern()).toList());
    add(words, "resources ", rule.resources().stream().map(it -> it.pattern()).toList());
    rule.objects().forEach((object, relation) -> words.add("to " + relation + " of " + object));
    return words.isEmpty() ? "everything" : String.join("; ", words);
  }

  private static void add(List<String> words, String before, Collection<String> names) {
    if (!names.isEmpty()) {
      words.add(before + String.join(", ", names));
    }
  }
}
