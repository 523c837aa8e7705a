package io.portreeve.controls.insecureinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.text.BenignTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralRulesTest {
  private static final ArgumentKind LINE = new ArgumentKind.Line();
  private static final ArgumentKind TEMPLATE = new ArgumentKind.TemplateLiteral();
  private static final ArgumentKind FILTER = new ArgumentKind.LdapLiteral();
  private static final ArgumentKind NUMBER = new ArgumentKind.DecimalNumber();
  private static final ArgumentKind LIKE = new ArgumentKind.SqlLikeLiteral();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nBcc: everybody@example.com",
        "a\nb",
        "a\rb",
        "a\u000Bb",
        "a\fb",
        "a\u0085b",
        "a\u2028b",
        "a\u2029b",
        "a\0b",
        "a%0d%0aSet-Cookie: admin=1",
        "a%250ab",
        "a%25250Ab",
        "a%E2%80%A8b",
        "\nb"
      })
  void moreThanOneLine_isRefused(String text) {
    Judging.refuses(LINE, text, ArgumentFlaw.LINE_END);
  }

  @Test
  void lineEndBehindALine_isDropped() {
    Judging.becomes(LINE, "Minutes of Monday\r\n", "Minutes of Monday");
    Judging.becomes(LINE, "Minutes\n\n", "Minutes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Minutes of Monday", "100 % sure\tindeed", "Přílohy: čtvrtletí", "a\\nb"})
  void oneLine_passes(String text) {
    Judging.passes(LINE, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{7*7}}",
        "{{ config }}",
        "{%for x in y%}",
        "{# a #}",
        "${7*7}",
        "#{7*7}",
        "*{7*7}",
        "@{7*7}",
        "~{x}",
        "<%= 7*7 %>",
        "<#assign x=1>",
        "<@macro/>",
        "[#assign x=1]",
        "[=7*7]",
        "[[${7*7}]]",
        "[(7*7)]",
        "#set($x=1)",
        "#foreach ($i in $l)",
        "$class.inspect('java.lang.Runtime')",
        "$!name",
        "$(id)",
        "{php}echo 1;{/php}",
        "{$smarty.version}",
        "{user.__class__.__init__.__globals__}",
        "{0.__class__}",
        "{!x!}",
        "{@html x}",
        "@(1+2)",
        "<?php echo 1 ?>",
        "<!--#exec cmd=\"id\" -->",
        "__${T(java.lang.Runtime)}__::.x",
        "%7b%7b7*7%7d%7d",
        "%257b%257b7*7",
        "\uFF5B\uFF5B7*7\uFF5D\uFF5D",
        "\uFE5B\uFE5B7*7",
        "{\u200B{7*7}}"
      })
  void whatATemplateExecutes_isRefused(String text) {
    Judging.refuses(TEMPLATE, text, ArgumentFlaw.TEMPLATE_SYNTAX);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dear Anna, it costs $5 or 5 $.",
        "{ \"a\": 1 }",
        "{\"a\": 1}",
        "see [1] and (2), a < b, #hash, C#, 50 %",
        "mail me @ example.com",
        "# Heading",
        "## Heading",
        "- [ ] task",
        "[a](https://example.com)",
        "1 <2 and 3> 2"
      })
  void textThatNoTemplateExecutes_passes(String text) {
    Judging.passes(TEMPLATE, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "a*",
        "*)(uid=*",
        "admin)(|(uid=*",
        "x))(|(cn=*",
        "\\2a",
        "a\0b",
        "%2a",
        "%2529",
        "\uFF0A",
        "\uFF09\uFF08uid=\uFF0A"
      })
  void whatChangesAFilter_isRefused(String text) {
    Judging.refuses(FILTER, text, ArgumentFlaw.LDAP_SYNTAX);
  }

  @ParameterizedTest
  @ValueSource(strings = {"anna", "Anna O'Brien", "a.b@example.com", "Doe, John", "a=b&c|d!"})
  void valueThatStaysOneInAFilter_passes(String text) {
    Judging.passes(FILTER, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1",
        "1 ",
        "1 or 1=1",
        "id",
        "1e9",
        "0x1",
        "1,5",
        "--1",
        "+1",
        "1.",
        ".5",
        "1;",
        "\u0661",
        "NaN",
        "1\n",
        "1/0",
        "(1)",
        "1--"
      })
  void whatIsNoPlainNumber_isRefused(String text) {
    Judging.refuses(NUMBER, text, ArgumentFlaw.NOT_A_NUMBER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "7", "-7", "007", "3.14", "-0.5", "12345678901234567890"})
  void plainNumber_passes(String text) {
    Judging.passes(NUMBER, text);
  }

  @ParameterizedTest
  @CsvSource({
    "%, WILDCARD",
    "GIFT-____, WILDCARD",
    "G%, WILDCARD",
    "G*, WILDCARD",
    "G?, WILDCARD",
    "[A-Z], WILDCARD",
    "\uFF05, WILDCARD",
    "x' or '1'='1, SQL_BREAKS_OUT"
  })
  void textThatStandsForOthers_isRefused(String text, ArgumentFlaw flaw) {
    Judging.refuses(LIKE, text, flaw);
  }

  @Test
  void textThatStandsForItself_passes() {
    Judging.passes(LIKE, "GIFT-2024-AB12");
    Judging.passes(LIKE, "O'Brien");
  }

  /** Text of people that is one line and has no braces is what these kinds are for. */
  @Test
  void sentencesOfManyLanguages_passAsLinesAndInTemplates() {
    assertThat(BenignTexts.all()).isNotEmpty();
    for (String text : BenignTexts.all()) {
      String one = text.replace('\n', ' ').replace('\r', ' ');
      assertThat(Judging.judge(LINE, one)).as(one).isInstanceOf(ArgumentRuling.Accepted.class);
    }
  }
}
