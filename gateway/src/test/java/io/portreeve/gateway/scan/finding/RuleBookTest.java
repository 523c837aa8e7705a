package io.portreeve.gateway.scan.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleBookTest {
  @ParameterizedTest
  @MethodSource("patterns")
  void rule_firesOnItsBadExamples_andIsSilentOnItsGoodOnes(Rule rule) {
    assertThat(rule.bad()).isNotEmpty().allMatch(text -> rule.find(text).isPresent());
    assertThat(rule.good()).isNotEmpty().allMatch(text -> rule.find(text).isEmpty());
  }

  /** A keyword that a bad example lacks would keep the rule from firing: it only saves time. */
  @ParameterizedTest
  @MethodSource("patterns")
  void keywords_keepNoBadExampleFromThePattern(Rule rule) {
    TextPattern pattern = rule.pattern().orElseThrow();
    var patient = new TextPattern(List.of(), pattern.pattern(), pattern.unless());

    assertThat(rule.bad())
        .map(SearchedText::of)
        .allMatch(text -> pattern.find(text).equals(patient.find(text)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void rule_saysWhatIsWrong_andWhatToDo(Rule rule) {
    assertThat(rule.id()).matches("[a-z]+(-[a-z]+)*");
    assertThat(rule.title()).isNotBlank().doesNotEndWith(".");
    assertThat(rule.remedy()).isNotBlank().doesNotEndWith(".");
  }

  @Test
  void id_belongsToOneRule() {
    assertThat(all().map(Rule::id)).doesNotHaveDuplicates();
  }

  @Test
  void secret_isNotShown() {
    Rule rule = RuleBook.SECRETS.rule("url-password");

    assertThat(rule.find("see postgresql://app:q7Kd2mZr@db.internal/app"))
        .hasValueSatisfying(shown -> assertThat(shown).contains("post").doesNotContain("q7Kd"));
  }

  static Stream<Rule> all() {
    return Stream.of(RuleBook.values()).flatMap(book -> book.rules().stream());
  }

  static Stream<Rule> patterns() {
    return all().filter(rule -> rule.pattern().isPresent());
  }
}
