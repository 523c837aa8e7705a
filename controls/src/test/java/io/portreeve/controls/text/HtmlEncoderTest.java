package io.portreeve.controls.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlEncoderTest {
  private final HtmlEncoder encoder = new HtmlEncoder();

  private static final Pattern TAG = Pattern.compile("<[A-Za-z/!?%]|<\\z");
  private static final Pattern HANDLER =
      Pattern.compile("(?i)(?:^|[^a-z0-9_-])(?:on[a-z]{2,}|style|srcdoc|formaction)[\\s\\x00]*=");
  private static final Pattern SCRIPT =
      Pattern.compile("(?:^|[\"'`=(])(?:javascript|vbscript|livescript|mocha):");

  /** An independent reading: no tag, no handler, no script URI where an attribute could begin. */
  static void inert(String text) {
    assertThat(TAG.matcher(text).find()).describedAs(() -> SinkLaws.escaped(text)).isFalse();
    assertThat(HANDLER.matcher(text).find()).describedAs(() -> SinkLaws.escaped(text)).isFalse();
    String view = text;
    for (int round = 0; round < 3; round++) {
      String bare = view.replaceAll("[\\x00-\\x20\\x7F-\\xA0]", "").toLowerCase(Locale.ROOT);
      assertThat(SCRIPT.matcher(bare).find()).describedAs(() -> SinkLaws.escaped(text)).isFalse();
      view = decoded(view);
    }
  }

  /** References only: a page undoes nothing else in an attribute. */
  static String decoded(String text) {
    return Pattern.compile("&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
        .matcher(text.replaceAll("(?i)&colon;?", ":").replaceAll("(?i)&(tab|newline);?", "\n"))
        .replaceAll(match -> {
          boolean hex = match.group(1) != null;
          int c = Integer.parseInt(hex ? match.group(1) : match.group(2), hex ? 16 : 10);
          return java.util.regex.Matcher.quoteReplacement(Character.toString(c));
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//e.vil/x.js></SCRIPT>",
        "<img src=x onerror=alert(1)>",
        "<img/src=`x`onerror=alert(1)//",
        "<svg/onload=alert(1)>",
        "<svg><animate onbegin=alert(1) attributeName=x>",
        "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
        "<a href=\"java\nscript:alert(1)\">x</a>",
        "<a href=\"&#106;&#97;vascript&colon;alert(1)\">x</a>",
        "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
        "<!--><script>alert(1)</script>-->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?php system('id') ?>",
        "<% eval %>",
        "</textarea><script>alert(1)</script>",
        "</title><svg onload=alert(1)>",
        "<<script>alert(1)//<</script>",
        "<style>@import'//e.vil/x.css';</style>",
        "<base href=//e.vil/>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
        "<form action=javascript:alert(1)><button>go",
        "<object data='data:text/html;base64,PHNjcmlwdD4='>",
        "\" onmouseover=\"alert(1)",
        "' onfocus='alert(1)' autofocus='",
        "\" onmouseover  \t\n = alert(1) x=\"",
        "x/onclick=alert(1)",
        "\" style=\"background:url(javascript:alert(1))",
        "\" srcdoc=\"<script>alert(1)</script>",
        "\" formaction=\"javascript:alert(1)",
        "javascript:alert(1)",
        "  JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "java\r\nscript\n:alert(1)",
        "\u0001javascript:alert(1)",
        "javascript&colon;alert(1)",
        "javascript&#0000058alert(1)",
        "&#x6A;avascript:alert(1)",
        "vbscript:msgbox(1)",
        "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD4=",
        "DATA:image/svg+xml,<svg onload=alert(1)>",
        "href='data:application/xhtml+xml,x'",
        "url(javascript:alert(1))",
        "text that ends in <"
      })
  void activeText_isMadeInert(String attack) {
    Encoded result = encoder.encode(attack);
    assertThat(result.text()).isNotEqualTo(attack);
    assertThat(result.found()).isNotEmpty();
    inert(result.text());
  }

  @Test
  void quote_endsNoAttribute() {
    assertThat(encoder.encode("\" autofocus tabindex='1").text())
        .isEqualTo("&#34; autofocus tabindex=&#39;1");
  }

  @Test
  void markup_showsAsItIsWritten() {
    assertThat(encoder.encode("a <b>bold</b> & 1 < 2 &lt;").text())
        .isEqualTo("a &lt;b>bold&lt;/b> & 1 < 2 &lt;");
    assertThat(encoder.encode("\" onload=x").text()).isEqualTo("&#34; onload&#61;x");
    assertThat(encoder.encode("'javascript:x'").text()).isEqualTo("&#39;unsafe:javascript:x&#39;");
  }

  static Stream<String> benign() {
    return BenignTexts.prose().stream();
  }

  @ParameterizedTest
  @MethodSource("benign")
  void benignText_isTheSameInstance(String text) {
    // A mail address in angle brackets would be a tag in a page: it must be encoded to be seen.
    // So must a quote, which ends an attribute; a page shows both as before.
    SinkLaws.unchanged(
        encoder, text.replaceAll("<(ann|joerg)@", "($1@").replaceAll("['\"]", "\u2019"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if (a < b && c > d) return;",
        "data:image/png;base64,iVBORw0KGgo=",
        "see https://example.com/a?b=c&d=e",
        "key=file:///etc/hosts",
        "x = y; on = off"
      })
  void technicalText_isTheSameInstance(String text) {
    SinkLaws.unchanged(encoder, text);
  }

  @Test
  void hostileText_isInertAndStable() {
    SinkLaws.hold(encoder, HtmlEncoderTest::inert);
  }

  @Test
  void quadraticBait_isReadInOnePass() {
    String bait =
        "\"<a onx y".repeat(20_000) + " onload" + " ".repeat(100_000) + "=('".repeat(20_000);
    assertThat(encoder.encode(bait).found())
        .containsEntry(TextFlaw.HTML_TAG, 20_000)
        .containsEntry(TextFlaw.ACTIVE_ATTRIBUTE, 1);
  }
}
