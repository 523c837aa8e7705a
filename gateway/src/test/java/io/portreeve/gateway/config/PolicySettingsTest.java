package io.portreeve.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.Glob;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicySettingsTest {
  @Test
  void absentPolicy_hasNoRules() {
    PolicySettings policy = Texts.right(Texts.LEAST).policy();

    assertThat(policy.allow()).isEmpty();
    assertThat(policy.deny()).isEmpty();
  }

  @Test
  void denyRuleThatNamesNothing_isAboutEverything() {
    RuleSettings rule = deny("{name: nobody, roles: [guest]}");

    assertThat(List.of(rule.tools(), rule.prompts(), rule.resources()))
        .allSatisfy(patterns -> assertThat(patterns).containsExactly(new Glob("*")));
  }

  @Test
  void denyRuleThatNamesTools_isAboutThemOnly() {
    RuleSettings rule = deny("{name: writes, tools: [write_file]}");

    assertThat(rule.tools()).containsExactly(new Glob("write_file"));
    assertThat(rule.prompts()).isEmpty();
    assertThat(rule.resources()).isEmpty();
  }

  private static RuleSettings deny(String rule) {
    return Texts.right(Texts.LEAST + "policy: {deny: [" + rule + "]}\n").policy().deny().getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|{note: owner}|is no type of object here",
        "{note: {named-by: [{tools: [a], argument: id}]}}|{note: viewer}|`viewer` is no relation of this type",
        "{note: {}}|{note: owner}|is never named by a use",
        "{note: {named-by: [{tools: [a]}]}}|{note: owner}|says not where the id stands",
        "{note: {named-by: [{argument: id}]}}|{note: owner}|is nobody's",
        "{note: {named-by: [{servers: [files]}]}}|{note: owner}|names nothing",
        "{note: {named-by: [{resources: ['a://b']}]}}|{note: owner}|does not fit",
        "{role: {named-by: [{tools: [a], argument: id}]}}|{}|does not fit"
      })
  void objectThatARuleCouldNeverGoBy_isAProblem(String objects, String demanded, String problem) {
    String policy =
        "policy: {objects: %s, allow: [{name: a, tools: [a], objects: %s}]}\n"
            .formatted(objects, demanded);

    assertThat(Texts.wrong(Texts.LEAST + policy)).anyMatch(line -> line.contains(problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{servers: [], tools: [make], result: id}|is nobody's word",
        "{servers: [files], tools: [], result: id}|is nobody's word",
        "{tools: [make], result: id}|servers",
        "{servers: [files], tools: [make]}|result",
        "{servers: [fils], tools: [make], result: id}|did you mean `files`"
      })
  void creationThatNobodyCouldSayOf_isAProblem(String creation, String problem) {
    String policy = "policy: {objects: {note: {created-by: [" + creation + "]}}}\n";

    assertThat(Texts.wrong(Texts.LEAST + policy)).anyMatch(line -> line.contains(problem));
  }

  @Test
  void creationOfWhatHasNoOwner_isAProblem() {
    String policy =
        "policy: {objects: {note: {relations: {editor: []}, created-by:"
            + " [{servers: [files], tools: [make], result: id}]}}}\n";

    assertThat(Texts.wrong(Texts.LEAST + policy))
        .anyMatch(line -> line.contains("makes an owner, which is no relation here"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://pdp.example.com/ask, leads to another machine without TLS",
    "ftp://pdp.example.com/ask, decision-point.url",
    "/ask, decision-point.url"
  })
  void decisionPointThatCannotBeAskedSafely_isAProblem(String url, String problem) {
    String policy = "policy: {decision-point: {url: '" + url + "'}}\n";

    assertThat(Texts.wrong(Texts.LEAST + policy)).anyMatch(line -> line.contains(problem));
  }

  @Test
  void ruleThatDenies_goesByNoObjects() {
    String policy =
        "policy: {objects: {note: {named-by: [{tools: [a], argument: id}]}},"
            + " deny: [{name: a, objects: {note: owner}}]}\n";

    assertThat(Texts.wrong(Texts.LEAST + policy)).anyMatch(line -> line.contains("objects"));
  }
}
