package io.portreeve.gateway.scan.definition;

import io.portreeve.controls.text.CanonicalText;
import io.portreeve.controls.text.TextFlaw;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Characters in a definition that nobody sees, and a model reads. */
record HiddenText(RuleBook rules) implements DefinitionLook {
  private static final int TAGS = 0xE0000;
  private static final int LAST_TAG = 0xE007F;

  @Override
  public List<Finding> of(Offered offered) {
    var found = new ArrayList<Finding>();
    for (String text : Texts.of(offered).raw()) {
      Map<TextFlaw, Integer> flaws = CanonicalText.of(text, CanonicalText.Form.AS_IS).found();
      if (flaws.containsKey(TextFlaw.TAG)) {
        found.add(finding("hidden-tags", offered, "reads: " + untagged(text)));
      } else if (flaws.containsKey(TextFlaw.BIDI_EMBEDDING)
          || flaws.containsKey(TextFlaw.BIDI_ISOLATE)) {
        found.add(finding("hidden-direction", offered, text));
      } else if (flaws.keySet().stream().anyMatch(HiddenText::showsNothing)) {
        found.add(finding("hidden-characters", offered, counted(flaws)));
      }
    }
    return found;
  }

  private Finding finding(String rule, Offered offered, String evidence) {
    return new Finding(rules.rule(rule), offered.server(), offered.subject(), evidence);
  }

  private static boolean showsNothing(TextFlaw flaw) {
    return switch (flaw) {
      case BIDI_MARK,
          VARIATION_SELECTOR,
          ZERO_WIDTH,
          SOFT_HYPHEN,
          INVISIBLE,
          CONTROL,
          TERMINAL_SEQUENCE,
          TERMINAL_COMMAND,
          NONCHARACTER,
          LONE_SURROGATE ->
          true;
      case BIDI_EMBEDDING,
          BIDI_ISOLATE,
          TAG,
          CARRIAGE_RETURN,
          PRIVATE_USE,
          MARK_RUN,
          PHRASE_RUN,
          NOT_NORMALIZED,
          HTML_TAG,
          HTML_QUOTE,
          ACTIVE_ATTRIBUTE,
          ACTIVE_URI,
          REMOTE_IMAGE,
          FORMULA,
          SHELL_SYNTAX,
          SHELL_OPTION,
          SQL_QUOTE,
          FILE_NAME_CHARACTER,
          RESERVED_FILE_NAME,
          TOO_LONG,
          URI_CHARACTER ->
          false;
    };
  }

  private static String counted(Map<TextFlaw, Integer> flaws) {
    var out = new TreeSet<String>();
    flaws.forEach((flaw, count) -> out.add(flaw.wire() + " ×" + count));
    return String.join(", ", out);
  }

  /** What the tag characters spell. */
  static String untagged(String text) {
    return text.codePoints()
        .filter(point -> point > TAGS && point <= LAST_TAG)
        .map(point -> point - TAGS)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
