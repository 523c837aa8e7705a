package io.portreeve.controls.insecureinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathRuleTest {
  private static final ArgumentKind DOCS = new ArgumentKind.PathUnderRoot(List.of("/srv/docs"));
  private static final ArgumentKind DRIVE = new ArgumentKind.PathUnderRoot(List.of("C:\\data"));
  private static final ArgumentKind ANYWHERE = new ArgumentKind.PathUnderRoot(List.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ../etc/passwd                      | OUTSIDE_ROOT
          ../../../../etc/passwd             | OUTSIDE_ROOT
          a/../../etc/passwd                 | OUTSIDE_ROOT
          ./../x                             | OUTSIDE_ROOT
          a/b/../../../x                     | OUTSIDE_ROOT
          ..                                 | OUTSIDE_ROOT
          /etc/passwd                        | OUTSIDE_ROOT
          /srv/docs/../secret                | OUTSIDE_ROOT
          /srv/docs/../docs2/x               | OUTSIDE_ROOT
          /srv/docs2/x                       | OUTSIDE_ROOT
          /srv/doc                           | OUTSIDE_ROOT
          /                                  | OUTSIDE_ROOT
          //etc/passwd                       | OUTSIDE_ROOT
          C:/Windows/win.ini                 | OUTSIDE_ROOT
          C:\\Windows\\win.ini               | OUTSIDE_ROOT
          %2e%2e%2fetc%2fpasswd              | ENCODED_TRAVERSAL
          %2e%2e/etc/passwd                  | ENCODED_TRAVERSAL
          ..%2fetc%2fpasswd                  | ENCODED_TRAVERSAL
          .%2e/x                             | ENCODED_TRAVERSAL
          %252e%252e%252fetc                 | ENCODED_TRAVERSAL
          %25252e%25252e%25252fetc           | ENCODED_TRAVERSAL
          %2fetc%2fpasswd                    | ENCODED_TRAVERSAL
          a/%2e%2e/%2e%2e/x                  | ENCODED_TRAVERSAL
          ..%5c..%5cwindows                  | ENCODED_TRAVERSAL
          ..\\..\\windows                    | ENCODED_TRAVERSAL
          a\\..\\..\\x                       | ENCODED_TRAVERSAL
          %c0%ae%c0%ae/x                     | ENCODED_TRAVERSAL
          %C0%AF                             | ENCODED_TRAVERSAL
          %e0%80%ae%e0%80%ae/x               | ENCODED_TRAVERSAL
          %f0%80%80%ae/x                     | ENCODED_TRAVERSAL
          %c1%9c                             | ENCODED_TRAVERSAL
          \\uFF0E\\uFF0E/x                   | ENCODED_TRAVERSAL
          ..\\uFF0Fx                         | ENCODED_TRAVERSAL
          \\u2025/x                          | ENCODED_TRAVERSAL
          \\uFF0E\\uFF0E\\uFF0Fx             | ENCODED_TRAVERSAL
          ..\\uFF3Cx                         | ENCODED_TRAVERSAL
          %EF%BC%8E%EF%BC%8E/x               | ENCODED_TRAVERSAL
          a\\u0000.txt                       | CONTROL_CHARACTER
          a%00.txt                           | CONTROL_CHARACTER
          a%2500.txt                         | CONTROL_CHARACTER
          a\\u000Ab                          | CONTROL_CHARACTER
          a%0d%0ab                           | CONTROL_CHARACTER
          a\\u001B[2J                        | CONTROL_CHARACTER
          .\\u200B./x                        | HIDDEN_CHARACTER
          .\\u202E./x                        | HIDDEN_CHARACTER
          a\\uDB40\\uDC41                    | HIDDEN_CHARACTER
          a\\u00ADb                          | HIDDEN_CHARACTER
          ~                                  | RESERVED_NAME
          ~/.ssh/id_rsa                      | RESERVED_NAME
          ~root/.ssh/id_rsa                  | RESERVED_NAME
          ./~/.ssh/id_rsa                    | RESERVED_NAME
          a/../~root/x                       | RESERVED_NAME
          ./file:/etc/passwd                 | RESERVED_NAME
          %7e/.ssh/id_rsa                    | RESERVED_NAME
          file:///etc/passwd                 | RESERVED_NAME
          file:/etc/passwd                   | RESERVED_NAME
          http://e.vil/x                     | RESERVED_NAME
          php://filter/x                     | RESERVED_NAME
          file%3A///etc/passwd               | RESERVED_NAME
          secret.txt::$DATA                  | RESERVED_NAME
          out/passwd                         | RESOLVES_OUTSIDE_ROOT
          /srv/docs/out/passwd               | RESOLVES_OUTSIDE_ROOT
          in/../out                          | RESOLVES_OUTSIDE_ROOT
          unreadable/x                       | RESOLVES_OUTSIDE_ROOT
          ``                                 | EMPTY
          """)
  void pathThatLeavesItsRoot_isRefused(String path, ArgumentFlaw flaw) {
    Judging.refuses(DOCS, Judging.text(path.replace("\\\\", "\\")), flaw);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.txt",
        "Report 2024 (final).pdf",
        "Übergrößen/straße.txt",
        "報告書／案（最終）.docx",
        "cat 😺 👩‍💻.png",
        "می\u200Cخواهم.txt",
        "Zoe\u0308.txt",
        ".gitignore",
        "...",
        "a..b/c..",
        "..a/b",
        "100%.txt",
        "50%off.txt",
        "100%25.txt",
        "a%20b.txt",
        "caf%e9.txt",
        "12:30 notes.txt",
        "Re: hello.txt",
        "~$Draft.docx",
        "~backup.txt",
        "con",
        "aux.c",
        "name.",
        "O'Brien & Sons [v2] #1.txt",
        "a\\b.txt",
        ".",
        "in/x",
        "/srv/docs",
        "/srv/docs/a/b.txt",
        "a;b|c$d`e.txt",
        "*.java",
        "src/**/x?.ts"
      })
  void ordinaryPath_isTheSameInstance(String path) {
    Judging.passes(DOCS, path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ./a                      | a
          a//b                     | a/b
          a/./b/                   | a/b
          a/../b                   | b
          a/b/../../c              | c
          a/..                     | .
          /srv/docs/./a            | /srv/docs/a
          /srv/docs/a/..           | /srv/docs
          /srv/../srv/docs/a       | /srv/docs/a
          //srv/docs/a             | //srv/docs/a
          """)
  void detour_isMadeStraight(String path, String canonical) {
    Judging.becomes(DOCS, path, canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ..\\x                 | OUTSIDE_ROOT
          a/..\\..\\x           | OUTSIDE_ROOT
          D:\\x                 | OUTSIDE_ROOT
          C:\\other             | OUTSIDE_ROOT
          C:\\data\\..\\x       | OUTSIDE_ROOT
          C:x                   | OUTSIDE_ROOT
          \\x                   | OUTSIDE_ROOT
          /x                    | OUTSIDE_ROOT
          \\\\server\\share     | OUTSIDE_ROOT
          //server/share        | OUTSIDE_ROOT
          \\\\?\\C:\\data       | OUTSIDE_ROOT
          \\\\.\\C:             | OUTSIDE_ROOT
          nul                   | RESERVED_NAME
          a\\CON.txt            | RESERVED_NAME
          aux                   | RESERVED_NAME
          COM1                  | RESERVED_NAME
          lpt9.x                | RESERVED_NAME
          CONIN$                | RESERVED_NAME
          a.txt:stream          | RESERVED_NAME
          a.txt::$DATA          | RESERVED_NAME
          secret.txt.           | RESERVED_NAME
          `secret.txt `         | RESERVED_NAME
          ...\\x                | RESERVED_NAME
          """)
  void windowsPathThatLeavesItsRoot_isRefused(String path, ArgumentFlaw flaw) {
    Judging.refuses(DRIVE, path.replace("\\\\", "\\"), flaw);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\b.txt", "a/b.txt", "C:\\data\\x.txt", "c:\\DATA\\x.txt", "C:/data/x"})
  void ordinaryWindowsPath_isTheSameInstance(String path) {
    Judging.passes(DRIVE, path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "a/../../x",
        "/../etc",
        "%2e%2e/x",
        "..\\x",
        "s3://bucket/../x",
        "s3://../x",
        "a\u0000",
        "C:\\nul"
      })
  void pathWithoutAKnownRoot_stillMayNotClimb(String path) {
    Judging.refuses(ANYWHERE, path);
  }

  /** A rule that denies what ends in {@code .env} sees the same path whatever is written. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /srv/.env/                  | /srv/.env
          /srv/.env/./                | /srv/.env
          /srv/.env\\                | /srv/.env
          /srv/.env\\.               | /srv/.env
          /srv/.env/\\/.             | /srv/.env
          C:\\srv\\.env\\           | C:\\srv\\.env
          file:///srv/.env/           | file:///srv/.env
          file:///srv/.env/.          | file:///srv/.env
          file:///srv/.env//          | file:///srv/.env
          file:///srv/./.env/./       | file:///srv/.env
          file:///srv/a/../.env       | file:///srv/.env
          file:/srv/.env/             | file:///srv/.env
          FILE:/srv/.env              | file:///srv/.env
          x-files://h/srv/.env/       | x-files://h/srv/.env
          x-files://h/srv/.env/./     | x-files://h/srv/.env
          x-files://h/srv/.env/.      | x-files://h/srv/.env
          """)
  void endThatSaysNothing_isLeftOut(String path, String canonical) {
    Judging.becomes(ANYWHERE, path, canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///srv/%2eenv",
        "file:///srv/.en%76",
        "file:///srv/.env%2f",
        "file:///srv/.env%5C",
        "file:///srv/.env\\",
        "file:///srv/.env?",
        "file:///srv/.env#x",
        "file://localhost/srv/.env",
        "file:////srv/.env",
        "file://srv/.env",
        "file:srv/.env",
        "x-files://h/srv/%2Eenv",
        "file:/../etc/passwd"
      })
  void uriWithAPlainerForm_isRefused(String path) {
    Judging.refuses(ANYWHERE, path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/hosts",
        "~/Documents/a.txt",
        "C:\\Users\\a\\b.txt",
        "s3://bucket//key",
        "$.store.book[0]",
        "//book/title",
        "users/{id}",
        "file:///srv/a%20b.txt",
        "file:///",
        "/",
        ".",
        "s3://bucket/",
        "/v1/users",
        "https://example.com/a/../b",
        "src/main/java"
      })
  void ordinaryPathWithoutAKnownRoot_isTheSameInstance(String path) {
    Judging.passes(ANYWHERE, path);
  }

  @Test
  void secondRoot_isAsGoodAsTheFirst() {
    ArgumentKind two = new ArgumentKind.PathUnderRoot(List.of("/srv/docs", "/tmp/work"));
    Judging.passes(two, "/tmp/work/x");
    Judging.refuses(two, "/tmp/x", ArgumentFlaw.OUTSIDE_ROOT);
  }

  @Test
  void rootThatIsALink_holdsWhatItsTargetHolds() {
    Judging.passes(new ArgumentKind.PathUnderRoot(List.of("/link")), "/link/a.txt");
  }

  @Test
  void acceptedPaths_areStableAndInside() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
    String[] pieces = {
      "..", ".", "/", "//", "a", "srv", "docs", "%2e", "%2f", "\\", "~", "C:", "．", "%25", " "
    };
    for (int i = 0; i < 30_000; i++) {
      StringBuilder path = new StringBuilder();
      random.ints(1 + random.nextInt(9), 0, pieces.length).forEach(k -> path.append(pieces[k]));
      for (ArgumentKind kind : List.of(DOCS, DRIVE, ANYWHERE)) {
        if (Judging.judge(kind, path.toString()) instanceof ArgumentRuling.Accepted accepted) {
          Judging.passes(kind, accepted.value());
          boolean uri = kind.equals(ANYWHERE) && accepted.value().contains("://");
          assertThat(uri || !("/" + accepted.value() + "/").contains("/../")).isTrue();
        }
      }
    }
  }
}
