package io.portreeve.gateway.scan.definition;

import io.portreeve.controls.text.CanonicalText;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Rule;
import io.portreeve.gateway.scan.finding.RuleBook;
import io.portreeve.gateway.scan.finding.SearchedText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a definition says, by the rules about texts: orders to a model, and secrets. */
final class TextRules implements DefinitionLook {
  private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/]{24,4000}={0,2}");

  private final List<Rule> instructions;
  private final List<Rule> secrets;
  private final Rule hidden;
  private final Rule secret;

  TextRules(RuleBook definitions, RuleBook secrets) {
    this.instructions = definitions.patterns();
    this.secrets = secrets.patterns();
    this.hidden = definitions.rule("hidden-instruction");
    this.secret = definitions.rule("secret-in-definition");
  }

  @Override
  public List<Finding> of(Offered offered) {
    var found = new ArrayList<Finding>();
    Texts texts = Texts.of(offered);
    for (String plain : texts.plain()) {
      SearchedText text = SearchedText.of(plain);
      for (Rule rule : instructions) {
        rule.find(text).ifPresent(part -> found.add(finding(rule, offered, part)));
      }
      for (Rule rule : secrets) {
        rule.find(text)
            .ifPresent(part -> found.add(finding(secret, offered, rule.title() + ": " + part)));
      }
    }
    texts.raw().forEach(text -> hidden(text, offered).ifPresent(found::add));
    return found;
  }

  private Optional<Finding> hidden(String text, Offered offered) {
    return Optional.of(HiddenText.untagged(text))
        .filter(this::commands)
        .or(() -> decoded(text))
        .map(order -> finding(hidden, offered, order));
  }

  private Optional<String> decoded(String text) {
    Matcher runs = ENCODED.matcher(text);
    while (runs.find()) {
      Optional<String> inside = base64(runs.group()).filter(this::commands);
      if (inside.isPresent()) {
        return inside;
      }
    }
    return Optional.empty();
  }

  private boolean commands(String text) {
    SearchedText searched = SearchedText.of(text);
    return !text.isEmpty()
        && instructions.stream().anyMatch(rule -> rule.find(searched).isPresent());
  }

  private static Optional<String> base64(String run) {
    int whole = run.indexOf('=') < 0 ? run.length() - run.length() % 4 : run.length();
    try {
      byte[] bytes = Base64.getDecoder().decode(run.substring(0, whole));
      String text = new String(bytes, StandardCharsets.UTF_8);
      return Optional.of(CanonicalText.of(text, CanonicalText.Form.NFKC).text());
    } catch (IllegalArgumentException notEncoded) {
      return Optional.empty();
    }
  }

  private static Finding finding(Rule rule, Offered offered, String evidence) {
    return new Finding(rule, offered.server(), offered.subject(), evidence);
  }
}
