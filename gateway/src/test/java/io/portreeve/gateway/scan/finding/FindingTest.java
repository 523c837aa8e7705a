package io.portreeve.gateway.scan.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingTest {
  private static final RuleBook RULES = RuleBook.CONFIGURATION;
  private static final Rule RULE = RULES.rule("plain-http");

  @Test
  void id_staysTheSame_whereverTheFileLies() {
    Finding here = new Finding(RULE, "a", "url", "http://x", Optional.of(Path.of("/here")));
    Finding there = new Finding(RULE, "a", "url", "http://x", Optional.of(Path.of("/there")));

    assertThat(here.id()).isEqualTo(there.id()).matches("plain-http-[0-9a-f]{12}");
  }

  @Test
  void id_isAnother_onceAnythingElseIs() {
    List<Finding> different =
        List.of(
            new Finding(RULE, "a", "url", "http://x"),
            new Finding(RULE, "b", "url", "http://x"),
            new Finding(RULE, "a", "urlh", "ttp://x"),
            new Finding(RULE, "a", "url", "http://y"),
            new Finding(RULES.rule("shell-command"), "a", "url", "http://x"));

    assertThat(different).extracting(Finding::id).doesNotHaveDuplicates();
  }

  @Test
  void worst_comesFirst() {
    Finding low = new Finding(RULES.rule("shell-command"), "a", "x", "");
    Finding high = new Finding(RULE, "z", "x", "");

    assertThat(List.of(low, high).stream().sorted(Finding.ORDER)).containsExactly(high, low);
  }

  @Test
  void whatServersWrote_isSafeInEveryField() {
    Finding finding = new Finding(RULE, "a", "tool \u001b]0;x\u0007", "\u202e");

    assertThat(finding.json().toString()).doesNotContain("\u001b", "\\u001b", "\u202e");
  }
}
