package io.portreeve.gateway.config.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AmendedTextTest {
  private static final String FILE =
      """
      # mine
      data: ./data   # kept
      servers:
        mail:
          # told
          url: https://mail.example.com/mcp
          insecure-plaintext: true   # why
        files: {command: [npx, "files"], insecure-no-sandbox: true, timeout: 1s}
        bare: {}

      # rules
      policy:
        allow:
          - name: one
            tools: ["*"]
          - {name: two, tools: ["*"]}
        deny: []
      input:
        insecure-skip-validation: true
      pinning:
      """;

  @Test
  void valueThatIsThere_isReplaced_andItsCommentStays() {
    assertThat(put("./other", "data")).contains("data: ./other   # kept\n");
    assertThat(put("[a]", "policy", "allow", "0", "tools")).contains("      tools: [a]\n    - {");
    assertThat(put("[a]", "policy", "allow", "1", "tools")).contains("{name: two, tools: [a]}");
    assertThat(put("{x: 1}", "policy")).contains("# rules\npolicy: {x: 1}\ninput:\n");
  }

  @Test
  void newKey_standsBehindThoseBesideIt_inTheirWayOfWriting() {
    assertThat(put("alert", "servers", "mail", "guardrails"))
        .contains("  insecure-plaintext: true   # why\n    guardrails: alert\n  files:");
    assertThat(put("alert", "servers", "files", "guardrails"))
        .contains("timeout: 1s, guardrails: alert}\n");
    assertThat(put("alert", "servers", "bare", "guardrails"))
        .contains("  bare: {guardrails: alert}\n");
    assertThat(put("[a]", "policy", "allow", "0", "roles"))
        .contains("      tools: [\"*\"]\n      roles: [a]\n    - {");
  }

  @Test
  void sectionsThatAreNotThere_areMade() {
    assertThat(put("high", "scan", "quarantine")).endsWith("pinning:\nscan: {quarantine: high}\n");
    assertThat(put("quarantine", "pinning", "first-seen"))
        .endsWith("pinning: {first-seen: quarantine}\n");
    assertThat(put("true", "servers", "mail", "tools", "odd: name", "consequential"))
        .contains("    tools: {\"odd: name\": {consequential: true}}\n");
  }

  @Test
  void takenOut_isTheWholeLine_orThePartOfALine_andWhatWouldBeEmpty() {
    assertThat(without("servers", "mail", "insecure-plaintext")).doesNotContain("why");
    assertThat(without("servers", "files", "insecure-no-sandbox"))
        .contains("{command: [npx, \"files\"], timeout: 1s}");
    assertThat(without("servers", "files", "timeout")).contains("insecure-no-sandbox: true}");
    assertThat(without("input", "insecure-skip-validation")).doesNotContain("input");
    assertThat(without("policy", "allow", "0")).contains("  allow:\n    - {name: two");
    assertThat(without("nowhere", "at", "all")).isEqualTo(FILE);
  }

  @Test
  void textInBraces_isJsonAndGoesToo() {
    assertThat(new AmendedText("{\"a\": {\"b\": 1}}").put(List.of("a", "c"), "2").text())
        .isEqualTo("{\"a\": {\"b\": 1, c: 2}}");
    assertThat(AmendedText.of("").put(List.of("a"), "1").text()).isEqualTo("a: 1\n");
  }

  @Test
  void lastLineWithoutAnEnd_getsOne() {
    assertThat(new AmendedText("a: 1").put(List.of("b"), "2").text()).isEqualTo("a: 1\nb: 2\n");
  }

  @Test
  void charactersOfTwoUnits_moveNothing() {
    assertThat(
            new AmendedText("a: \"\ud83d\ude00\" # \ud83d\ude00\nb: 1\n")
                .put(List.of("b"), "2")
                .text())
        .isEqualTo("a: \"\ud83d\ude00\" # \ud83d\ude00\nb: 2\n");
  }

  @Test
  void line_isThatOfTheKey_orOfTheNearestThatIsWritten() {
    AmendedText text = new AmendedText(FILE);

    assertThat(text.line(List.of("servers", "mail", "url"))).isEqualTo(6);
    assertThat(text.line(List.of("servers", "mail", "guardrails"))).isEqualTo(4);
    assertThat(text.line(List.of("policy", "allow", "1", "tools"))).isEqualTo(16);
    assertThat(text.line(List.of("scan"))).isEqualTo(1);
  }

  @Test
  void textThatIsNoConfiguration_isNotRead() {
    assertThat(AmendedText.read(FILE)).contains(new AmendedText(FILE));
    assertThat(AmendedText.read("a: [")).isEmpty();
    assertThat(AmendedText.read("a: 1\na: 2\n")).isEmpty();
    assertThat(AmendedText.read("[a]: 1")).isEmpty();
  }

  @Test
  void changesOfLines_leadFromOneTextToTheOther() {
    String after =
        new AmendedText(FILE)
            .put(List.of("data"), "x")
            .without(List.of("servers", "mail", "insecure-plaintext"))
            .put(List.of("scan", "every"), "1h")
            .text();
    List<LineChange> changes = LineChange.between(FILE, after);

    assertThat(changes)
        .containsExactly(
            new LineChange(2, List.of("data: ./data   # kept"), List.of("data: x   # kept")),
            new LineChange(7, List.of("    insecure-plaintext: true   # why"), List.of()),
            new LineChange(21, List.of(), List.of("scan: {every: 1h}")));
    assertThat(LineChange.applied(FILE, changes)).isEqualTo(after);
  }

  private static String put(String value, String... path) {
    return new AmendedText(FILE).put(List.of(path), value).text();
  }

  private static String without(String... path) {
    return new AmendedText(FILE).without(List.of(path)).text();
  }
}
