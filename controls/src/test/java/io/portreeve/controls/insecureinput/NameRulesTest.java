package io.portreeve.controls.insecureinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.text.BenignTexts;
import io.portreeve.controls.text.CanonicalText.Form;
import io.portreeve.testkit.Exchanges;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameRulesTest {
  private static final ArgumentKind LITERAL = new ArgumentKind.SqlLiteral();
  private static final ArgumentKind BARE = new ArgumentKind.SqlIdentifier(true);
  private static final ArgumentKind QUOTED = new ArgumentKind.SqlIdentifier(false);
  private static final ArgumentKind WORD = new ArgumentKind.ShellWord();
  private static final ArgumentKind MAILBOX = new ArgumentKind.Email(1);
  private static final ArgumentKind INVOICE = new ArgumentKind.OwnedId("invoice");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "' OR '1'='1",
        "' OR 1=1--",
        "' OR 1=1 #",
        "' OR 'a'='a",
        "'OR'1'='1",
        "x'OR 1=1--",
        "x'or'1'='1",
        "' or ''='",
        "admin'--",
        "admin' --",
        "admin'#",
        "admin'/*",
        "admin';",
        "'; DROP TABLE users; --",
        "$$; DROP TABLE users; --",
        "$$ OR 1=1 --",
        "$tag$ UNION SELECT password FROM users WHERE name <> $tag$",
        "'); DROP TABLE users; --",
        "x'; EXEC xp_cmdshell('dir'); --",
        "' UNION SELECT password FROM users--",
        "'/**/UNION/**/SELECT/**/1",
        "' UNION ALL SELECT NULL,NULL--",
        "' AND SLEEP(5)--",
        "' AND (SELECT 1)=1--",
        "' || (SELECT password FROM users) || '",
        "'||pg_sleep(10)--",
        "'+(SELECT 1)+'",
        "' LIKE '%",
        "' IN (SELECT 1)--",
        "' IS NOT NULL--",
        "' BETWEEN 'a' AND 'z",
        "' COLLATE NOCASE OR 1=1--",
        "' LIMIT 1 OFFSET 1--",
        "' ORDER BY 1--",
        "' GROUP BY x HAVING 1=1--",
        "' INTO OUTFILE '/tmp/x",
        "' RETURNING password--",
        "' REGEXP '.*",
        "' DIV 1 OR 1--",
        "'=0--",
        "'-0-'",
        "'^1^'",
        "'&&1=1#",
        "'=''or'",
        "' THEN 1 ELSE 0 END--",
        "'::text",
        "')",
        "','x",
        "x'",
        "\\",
        "x\\",
        "\\' OR 1=1--",
        "x\\'; DROP TABLE t--",
        "\\\\' OR 1=1--",
        "\" OR \"1\"=\"1",
        "\" OR 1=1--",
        "\"; DROP TABLE t; --",
        "x\\\" OR 1=1--",
        "O'Brien, password FROM users WHERE 'a'='a",
        "O'Brien, password FROM users --",
        "O'Brien FROM users; DROP TABLE t",
        "O'Brien; DROP TABLE users",
        "O'x AS y, (SELECT 1)--",
        "%27 OR 1=1--",
        "%2527 OR 1=1--",
        "＇ OR 1=1--",
        "ʼ OR 1=1--",
        "′ OR 1=1--",
        "'\u00A0OR\u00A01=1--",
        "'\tOR\t1=1--",
        "'\nOR\n1=1--",
        "1 OR 1=1",
        "1 or true=true",
        "1) OR (1=1",
        "1 AND SLEEP(5)",
        "1 UNION SELECT password FROM users",
        "1 union all select 1",
        "-1 UNION SELECT 1",
        "1; DROP TABLE users",
        "1;WAITFOR DELAY '0:0:5'",
        "1--",
        "1#",
        "1/**/OR/**/1=1",
        "(1) or (1)=(1)",
        "1 OR name LIKE '%'",
        "1-(select 1)",
        "1 or 1",
        "1 or true",
        "1-1 or 1=1",
        "1 is not null",
        "0x1 or 1=1",
        "1e0 or 1=1",
        "~1 or 1=1",
        "1 = 1",
        "1 in (1,2)",
        "1 between 0 and 9",
        "1 or 'a'",
        "1 or 1 -- ",
        "x' truncate table users --",
        "x' if 1=1 exec xp_cmdshell 'id' --",
        "x' if 1=1 shutdown --",
        "x' create login eve with password='x",
        "x' member of('[\"x\"]') or 1=1 -- ",
        "x' while 1=1 print 'y",
        "x\u0000' OR 1=1",
        "a\u001A"
      })
  void textThatGoesOnAsSql_isRefused(String attack) {
    Judging.refuses(LITERAL, attack);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "O'Brien",
        "D'Arcy",
        "O'Neil, Shaquille",
        "l'été, d'Artagnan et l'Orient",
        "it's",
        "It's Bob's; he said so",
        "don't forget: rock 'n' roll",
        "'hello' she said",
        "the cat's \"meow\"",
        "\"quoted\" text here",
        "12\" pipe",
        "5'10 tall",
        "O''Brien",
        "50% -- maybe",
        "a; b; c",
        "select a file from the list",
        "1 or 2 items",
        "2 in 1 laptop",
        "3 is the limit",
        "the users' use case is clear",
        "the dogs' if anybody asks",
        "0x prefix",
        "24 and counting",
        "2 and a half men",
        "3 - 4",
        "1,250.00",
        "-12.5",
        "2024-01-01",
        "2024-01-01 12:30:00",
        "10/12",
        "+49 30 1234",
        "C:\\Users\\Bob",
        "\\d+ matches digits",
        "a@b.example",
        "100%",
        "#hashtag",
        "(see above)",
        "Union Square",
        "drop table manners",
        "{\"a\": 1}",
        "Straße, Łódź, 東京, Москва",
        "👩‍💻 works",
        "",
        "NULL",
        "true",
        "x = y",
        "What's up? Nothing (really)."
      })
  void plainData_isTheSameInstance(String text) {
    Judging.passes(LITERAL, text);
  }

  @Test
  void hiddenCharactersInData_areTakenOut() {
    Judging.becomes(LITERAL, "O\u200B'Brien\u202E", "O'Brien");
    Judging.refuses(LITERAL, "x'\u200BO\u200BR 1=1--", ArgumentFlaw.SQL_BREAKS_OUT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "users; DROP TABLE x",
        "users--",
        "users WHERE 1=1",
        "users, secrets",
        "(SELECT 1)",
        "users\"",
        "us`ers",
        "1users",
        "users.",
        ".users",
        "a.b.c.d.e",
        "users\u200B",
        "usеrs",
        "users ",
        "",
        "users\n",
        "users/*x*/",
        "a b"
      })
  void whatIsNoBareName_isRefused(String name) {
    Judging.refuses(BARE, name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"users", "_x", "dbo.Users", "a.b.c", "col_1", "v$session", "SELECT", "T1"})
  void bareName_isTheSameInstance(String name) {
    Judging.passes(BARE, name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "users\"; DROP",
        "a`b",
        "x' OR",
        "users;",
        "users--",
        "users/*",
        "users WHERE 1",
        "users UNION SELECT 1",
        "a=b",
        "users) x",
        "a\\b",
        "x\u0000",
        "＇x",
        "users\u200B",
        "a\u2028b",
        "(select password from secrets)",
        "( VALUES (1))",
        "t JOIN secrets ON 1"
      })
  void whatCannotBeAQuotedName_isRefused(String name) {
    Judging.refuses(QUOTED, name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Order Details",
        "Tasks (2024)",
        "my-project.data_set.table",
        "Größe",
        "顧客",
        "R&D",
        "P/L",
        "[dbo].[x]",
        "Where to go",
        "a.b"
      })
  void quotedName_isTheSameInstance(String name) {
    Judging.passes(QUOTED, name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a;id          | SHELL_SYNTAX
          a&id          | SHELL_SYNTAX
          a&&id         | SHELL_SYNTAX
          $(id)         | SHELL_SYNTAX
          ${IFS}        | SHELL_SYNTAX
          $HOME         | SHELL_SYNTAX
          a b           | SHELL_SYNTAX
          a>b           | SHELL_SYNTAX
          a<b           | SHELL_SYNTAX
          <(id)         | SHELL_SYNTAX
          a'b           | SHELL_SYNTAX
          a"b           | SHELL_SYNTAX
          a\\b          | SHELL_SYNTAX
          *             | SHELL_SYNTAX
          a?            | SHELL_SYNTAX
          [a-z]         | SHELL_SYNTAX
          {a,b}         | SHELL_SYNTAX
          !!            | SHELL_SYNTAX
          ^a^b          | SHELL_SYNTAX
          %PATH%        | SHELL_SYNTAX
          #x            | SHELL_SYNTAX
          ~root         | SHELL_SYNTAX
          x=~root       | SHELL_SYNTAX
          =ls           | SHELL_SYNTAX
          a\\u00A0b     | SHELL_SYNTAX
          a\\u3000b     | SHELL_SYNTAX
          a\\u000Aid    | CONTROL_CHARACTER
          a\\u0009b     | CONTROL_CHARACTER
          a\\u0000b     | CONTROL_CHARACTER
          a\\u2028b     | CONTROL_CHARACTER
          a\\u200Bb     | HIDDEN_CHARACTER
          -rf           | OPTION
          --help        | OPTION
          -             | OPTION
          \\u2013x      | OPTION
          \\u2014x      | OPTION
          \\uFF0Dx      | OPTION
          \\u2212x      | OPTION
          ``            | EMPTY
          """)
  void whatIsMoreThanAPlainWord_isRefused(String word, ArgumentFlaw flaw) {
    Judging.refuses(WORD, Judging.text(word.replace("\\\\", "\\")), flaw);
  }

  @Test
  void backQuotesAndPipes_areSyntax() {
    Judging.refuses(WORD, "a|id", ArgumentFlaw.SHELL_SYNTAX);
    Judging.refuses(MAILBOX, "a|id@b.example", ArgumentFlaw.EMAIL_MALFORMED);
    Judging.refuses(WORD, "a`id`", ArgumentFlaw.SHELL_SYNTAX);
    Judging.refuses(WORD, "a\uFF5Cid", ArgumentFlaw.SHELL_SYNTAX);
    Judging.refuses(WORD, "a\uFF1Bid", ArgumentFlaw.SHELL_SYNTAX);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "main",
        "feature/x-1",
        "v1.2.3",
        "file.txt",
        "user@host",
        "KEY=value",
        "a,b",
        "+x",
        "C:/x",
        "Übung.md",
        "日本語",
        "a_b",
        "file~",
        "x#1",
        "@scope/pkg",
        "http://example.com/a",
        "👩‍💻"
      })
  void plainWord_isTheSameInstance(String word) {
    Judging.passes(WORD, word);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a@b.example\\u000ABcc: x@e.vil       | CONTROL_CHARACTER
          a@b.example\\u000D\\u000ABcc: x@e.vil | CONTROL_CHARACTER
          a@b.example\\u0000                   | CONTROL_CHARACTER
          a@b.example%0ABcc:x@e.vil            | EMAIL_MALFORMED
          a%0d%0a@b.example                    | EMAIL_MALFORMED
          a@b.example, x@e.vil                 | EMAIL_TOO_MANY
          a@b.example;x@e.vil                  | EMAIL_MALFORMED
          a@b.example x@e.vil                  | EMAIL_MALFORMED
          a@b@c.example                        | EMAIL_MALFORMED
          @b.example                           | EMAIL_MALFORMED
          a@                                   | EMAIL_MALFORMED
          a                                    | EMAIL_MALFORMED
          a@localhost                          | EMAIL_MALFORMED
          a@[127.0.0.1]                        | EMAIL_MALFORMED
          a@127.0.0.1                          | EMAIL_MALFORMED
          "a b"@b.example                      | EMAIL_MALFORMED
          a(comment)@b.example                 | EMAIL_MALFORMED
          -oQ/tmp@b.example                    | EMAIL_MALFORMED
          a!b@c.example                        | EMAIL_MALFORMED
          a%c.example@relay.example            | EMAIL_MALFORMED
          <@r.example:a@b.example>             | EMAIL_MALFORMED
          group: a@b.example;                  | EMAIL_MALFORMED
          .a@b.example                         | EMAIL_MALFORMED
          a..b@c.example                       | EMAIL_MALFORMED
          a.@b.example                         | EMAIL_MALFORMED
          a@-b.example                         | EMAIL_MALFORMED
          a@b..example                         | EMAIL_MALFORMED
          a@exаmple.com                        | EMAIL_MALFORMED
          x@e.vil <a@b.example>                | EMAIL_MALFORMED
          A <a@b.example> <x@e.vil>            | EMAIL_MALFORMED
          a\\u200B@b.example                   | HIDDEN_CHARACTER
          a\\u202E@b.example                   | HIDDEN_CHARACTER
          ``                                   | EMPTY
          """)
  void whatIsNotOneMailbox_isRefused(String mailbox, ArgumentFlaw flaw) {
    Judging.refuses(MAILBOX, Judging.text(mailbox), flaw);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b.example", "first.last+tag@sub.example.co.uk", "O'Brien@example.com",
            "x_y-z@example.org", "jörg@münchen.example",
        "用户@例子.广告", "Ann Lee <ann@example.com>", "\"Lee, Ann\" <ann@example.com>", "<a@b.example>",
            "Jörg Müller <j@x.example>"
      })
  void mailbox_isTheSameInstance(String mailbox) {
    Judging.passes(MAILBOX, mailbox);
  }

  @Test
  void severalMailboxes_passWhereAllowed() {
    Judging.passes(new ArgumentKind.Email(3), "a@b.example, \"Lee, Ann\" <c@d.example>");
    Judging.refuses(
        new ArgumentKind.Email(1), "a@b.example,c@d.example", ArgumentFlaw.EMAIL_TOO_MANY);
  }

  @Test
  void id_mustBeOwnedByTheCaller() {
    Judging.passes(INVOICE, "inv-1");
    Judging.refuses(INVOICE, "inv-2", ArgumentFlaw.NOT_OWNED);
    Judging.refuses(INVOICE, "inv-1 ", ArgumentFlaw.HIDDEN_CHARACTER);
    Judging.refuses(INVOICE, "inv-\u200B1", ArgumentFlaw.HIDDEN_CHARACTER);
    Judging.refuses(new ArgumentKind.OwnedId("order"), "inv-1", ArgumentFlaw.NOT_OWNED);
    ArgumentJudge nobody =
        new ArgumentJudge(PathResolver.unseen(), _ -> List.of(), Ownership.none());
    assertThat(nobody.judge(INVOICE, "inv-1", Exchanges.ANNA))
        .isEqualTo(ArgumentRuling.refuse(ArgumentFlaw.NOT_OWNED));
  }

  @Test
  void plainTextAndAnything_refuseNothing() {
    BenignTexts.all().forEach(text -> Judging.passes(new ArgumentKind.PlainText(Form.NFC), text));
    Judging.becomes(new ArgumentKind.PlainText(Form.NFC), "a\u200B\uDB40\uDC41e\u0301", "aé");
    Judging.passes(new ArgumentKind.Any(), "\u0000\u202E");
  }

  @Test
  void kinds_haveTheirWireNames() {
    assertThat(
            List.of(
                    new ArgumentKind.PathUnderRoot(List.of()),
                    new ArgumentKind.Url(
                        new UrlSchemes.Only(Set.of("https")), Reach.PUBLIC_ONLY, false),
                    LITERAL,
                    BARE,
                    WORD,
                    MAILBOX,
                    INVOICE,
                    new ArgumentKind.PlainText(Form.NFC),
                    new ArgumentKind.Any())
                .stream()
                .map(ArgumentKind::wire))
        .containsExactly(
            "path",
            "url",
            "sql-literal",
            "sql-identifier",
            "shell-word",
            "email",
            "id",
            "text",
            "any");
  }
}
