package io.portreeve.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.Glob;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}
