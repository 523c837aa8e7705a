package io.portreeve.controls.insecureinput;

import io.portreeve.controls.text.CanonicalText.Form;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kinds that nobody declared: what they refuse is never honest. */
class InferredWordsTest {
  private static final ArgumentKind ID = new ArgumentKind.SqlLiteral(false);
  private static final ArgumentKind WORD = new ArgumentKind.ShellWord(false);
  private static final ArgumentKind PATH = new ArgumentKind.PathUnderRoot(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 OR 1=1",
        "1/**/OR/**/1=1",
        "1 --\nOR 1=1",
        "1; DROP TABLE users",
        "1 UNION SELECT password FROM users",
        "' OR '1'='1",
        "x'; DROP TABLE users; --",
        "1%20OR%201=1"
      })
  void idThatReadsAsSql_isRefused(String id) {
    Judging.refuses(ID, id, ArgumentFlaw.SQL_BREAKS_OUT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "42",
        "10--things",
        "2024#7",
        "7/*",
        "auth0|5f7c8ec7c33c6c004bbafe82",
        "0b0e7e5c-6f0c-4f8c-9f5c-2d6a7a3b1c9d",
        "arn:aws:s3:::bucket/key",
        "<CAF1234@mail.example.com>",
        "MTIzNDU2==",
        "O'Brien",
        "o-r/union-select#12",
        "1700000000.000200",
        "projects/p/locations/l"
      })
  void honestId_passes(String id) {
    Judging.passes(ID, id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com; touch x",
        "example.com|id",
        "example.com&id",
        "`id`",
        "$(id)",
        "${IFS}id",
        "$HOME",
        "a > b",
        "a\nid",
        "-oProxyCommand=id",
        "--output=/srv/x",
        "main --upload-pack=id",
        "\uFF5Cid",
        "a'b"
      })
  void wordThatLeadsToAnotherCommand_isRefused(String word) {
    Judging.refuses(WORD, word);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com",
        "example.com:8080",
        "[2001:db8::1]:22",
        "https://a.example.com/x?y=z",
        "a.example, b.example",
        "*.example.com",
        "feature/JIRA-12_x",
        "HEAD~2",
        "HEAD^",
        "v1.0.0..v2.0.0",
        "stash@{0}",
        "origin/main",
        "dependabot/npm/a@1!",
        "0123abc"
      })
  void honestHostOrBranch_passes(String word) {
    Judging.passes(WORD, word);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "/etc//passwd",
        "/etc/./shadow",
        "//etc/passwd",
        "file:///etc/passwd",
        "/etc%2fpasswd",
        "/ETC/passwd",
        "/proc/self/environ",
        "/proc/1/environ",
        "/dev/tcp/127.0.0.1/22",
        "/home/anna/.ssh/id_ed25519",
        ".ssh/authorized_keys",
        "/root/.aws/credentials",
        "/var/run/secrets/kubernetes.io/serviceaccount/token",
        "/run/docker.sock",
        "C:\\Windows\\System32\\config\\SAM",
        "C:/windows/win.ini"
      })
  void placeOfSecrets_isRefused_whereNobodyDeclaredARoot(String path) {
    Judging.refuses(PATH, path, ArgumentFlaw.PLACE_OF_SECRETS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/home/anna/notes.txt",
        "etc/passwd-policy.md",
        "src/proc/self.c",
        "/etc/nginx/nginx.conf",
        "/root/.cache/x",
        "docs/.ssh-howto.md",
        "/proc/cpuinfo",
        "/dev/null",
        "/srv/www/secrets.md",
        "C:/Users/anna/x.txt"
      })
  void otherPlace_passes(String path) {
    Judging.passes(PATH, path);
  }

  @Test
  void declaredRoot_mayHoldSecrets() {
    Judging.passes(new ArgumentKind.PathUnderRoot(List.of("/etc")), "/etc/passwd");
    Judging.passes(new ArgumentKind.PlainText(Form.NFC), "/etc/passwd");
  }
}
