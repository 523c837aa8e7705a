package io.portreeve.controls.sensitive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule finds what it says, to the character, and leaves alone what only looks like it. */
class RuleExamplesTest {
  private static final SensitiveText SHIPPED = SensitiveText.shipped();
  private static final Wanted ALL = Wanted.everything();
  private static final Pattern MARKED = Pattern.compile("⟦(.*?)⟧", Pattern.DOTALL);

  static Stream<Rule> rules() {
    return RuleFile.rules().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void findsWhatIsMarkedAndNothingElse(Rule rule) {
    assertThat(rule.found()).isNotEmpty();
    for (String example : rule.found()) {
      String text = example.replaceAll("[⟦⟧]", "");
      List<String> marked = MARKED.matcher(example).results().map(one -> one.group(1)).toList();
      assertThat(SHIPPED.in(text, ALL))
          .as(text)
          .extracting(found -> text.substring(found.from(), found.to()))
          .isEqualTo(marked);
      assertThat(SHIPPED.in(text, ALL))
          .as(text)
          .extracting(found -> found.kind().id())
          .containsOnly(rule.kind().id());
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void leavesAloneWhatOnlyLooksLikeIt(Rule rule) {
    assertThat(rule.clean()).isNotEmpty();
    for (String example : rule.clean()) {
      assertThat(SHIPPED.in(example, ALL)).as(example).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void findsNothingInWhatItPutInItsPlace(Rule rule) {
    for (String example : rule.found()) {
      String once = SHIPPED.redacted(example.replaceAll("[⟦⟧]", ""), ALL);
      assertThat(once).contains(rule.kind().placeholder());
      assertThat(SHIPPED.redacted(once, ALL)).isEqualTo(once);
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void triesNoPatternThatGivesBackWhatItTook(Rule rule) {
    String bare = bare(rule.pattern().pattern());
    Matcher giving =
        Pattern.compile("(?<!\\()(?:[*+?]|\\{\\d+,\\d*\\})(?!\\+)")
            .matcher(
                bare.replaceAll("([*+?}])\\+", "$1\u0001")
                    .replaceAll("(?:[*?]|\\+|\\{\\d+,\\d*\\})\u0001", ""));
    assertThat(giving.find()).as(rule.kind().id() + ": " + bare).isFalse();
  }

  @Test
  void namesEveryKindOnce() {
    assertThat(SHIPPED.kinds()).extracting(Kind::id).doesNotHaveDuplicates();
  }

  private static String bare(String pattern) {
    return pattern.replaceAll("\\\\.", "e").replaceAll("\\[[^\\]]*\\]", "c");
  }
}
