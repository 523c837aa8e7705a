package io.portreeve.controls.insecureinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.network.IpAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlRuleTest {
  private static final UrlSchemes WEB = new UrlSchemes.Only(Set.of("http", "https"));
  private static final ArgumentKind PUBLIC = new ArgumentKind.Url(WEB, Reach.PUBLIC_ONLY, false);
  private static final ArgumentKind PRIVATE =
      new ArgumentKind.Url(WEB, Reach.INSECURE_PRIVATE, false);
  private static final ArgumentKind LOOSE =
      new ArgumentKind.Url(new UrlSchemes.NotActive(), Reach.PUBLIC_ONLY, true);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          http://127.0.0.1/                    | ADDRESS_NOT_ALLOWED
          http://127.1.2.3/                    | ADDRESS_NOT_ALLOWED
          http://127.0.0.1./                   | ADDRESS_NOT_ALLOWED
          http://0.0.0.0/                      | ADDRESS_NOT_ALLOWED
          http://10.0.0.1/                     | ADDRESS_NOT_ALLOWED
          http://172.16.0.1/                   | ADDRESS_NOT_ALLOWED
          http://172.31.255.255/               | ADDRESS_NOT_ALLOWED
          http://192.168.1.1:8080/             | ADDRESS_NOT_ALLOWED
          http://169.254.169.254/latest/       | ADDRESS_NOT_ALLOWED
          http://169.254.170.2/v2/             | ADDRESS_NOT_ALLOWED
          http://100.64.0.1/                   | ADDRESS_NOT_ALLOWED
          http://100.100.100.200/              | ADDRESS_NOT_ALLOWED
          http://168.63.129.16/                | ADDRESS_NOT_ALLOWED
          http://192.0.0.192/                  | ADDRESS_NOT_ALLOWED
          http://192.0.2.1/                    | ADDRESS_NOT_ALLOWED
          http://198.18.0.1/                   | ADDRESS_NOT_ALLOWED
          http://224.0.0.1/                    | ADDRESS_NOT_ALLOWED
          http://255.255.255.255/              | ADDRESS_NOT_ALLOWED
          http://[::1]/                        | ADDRESS_NOT_ALLOWED
          http://[::]/                         | ADDRESS_NOT_ALLOWED
          http://[0:0:0:0:0:0:0:1]/            | ADDRESS_NOT_ALLOWED
          http://[::ffff:127.0.0.1]/           | ADDRESS_NOT_ALLOWED
          http://[::ffff:7f00:1]/              | ADDRESS_NOT_ALLOWED
          http://[::127.0.0.1]/                | ADDRESS_NOT_ALLOWED
          http://[::ffff:0:10.0.0.1]/          | ADDRESS_NOT_ALLOWED
          http://[64:ff9b::169.254.169.254]/   | ADDRESS_NOT_ALLOWED
          http://[64:ff9b:1::a00:1]/           | ADDRESS_NOT_ALLOWED
          http://[2002:7f00:1::]/              | ADDRESS_NOT_ALLOWED
          http://[2002:a9fe:a9fe::1]/          | ADDRESS_NOT_ALLOWED
          http://[2001::1]/                    | ADDRESS_NOT_ALLOWED
          http://[2001:db8::1]/                | ADDRESS_NOT_ALLOWED
          http://[fc00::1]/                    | ADDRESS_NOT_ALLOWED
          http://[fd00:ec2::254]/              | ADDRESS_NOT_ALLOWED
          http://[fe80::1]/                    | ADDRESS_NOT_ALLOWED
          http://[fec0::1]/                    | ADDRESS_NOT_ALLOWED
          http://[ff02::1]/                    | ADDRESS_NOT_ALLOWED
          http://[100::1]/                     | ADDRESS_NOT_ALLOWED
          http://localhost/                    | ADDRESS_NOT_ALLOWED
          http://LOCALHOST:80/                 | ADDRESS_NOT_ALLOWED
          http://localhost./                   | ADDRESS_NOT_ALLOWED
          http://a.localhost/                  | ADDRESS_NOT_ALLOWED
          http://metadata.google.internal/     | ADDRESS_NOT_ALLOWED
          http://printer.local/                | ADDRESS_NOT_ALLOWED
          http://intranet/                     | ADDRESS_NOT_ALLOWED
          http://router.home.arpa/             | ADDRESS_NOT_ALLOWED
          http://inside.example/               | ADDRESS_NOT_ALLOWED
          http://meta.example/                 | ADDRESS_NOT_ALLOWED
          http://rebind.example/               | ADDRESS_NOT_ALLOWED
          http://unknown.example/              | HOST_UNRESOLVED
          http://2130706433/                   | URL_AMBIGUOUS
          http://0x7f000001/                   | URL_AMBIGUOUS
          http://0x7f.0.0.1/                   | URL_AMBIGUOUS
          http://0177.0.0.1/                   | URL_AMBIGUOUS
          http://017700000001/                 | URL_AMBIGUOUS
          http://127.1/                        | URL_AMBIGUOUS
          http://127.0.1/                      | URL_AMBIGUOUS
          http://0/                            | URL_AMBIGUOUS
          http://1.2.3.4.5/                    | URL_AMBIGUOUS
          http://127.0.0.01/                   | URL_AMBIGUOUS
          http://256.1.1.1/                    | URL_AMBIGUOUS
          http://１２７.０.０.１/               | URL_AMBIGUOUS
          http://①②⑦.⓪.⓪.①/                 | URL_AMBIGUOUS
          http://127。0。0。1/                 | URL_MALFORMED
          http://ｅxample.com/                 | URL_AMBIGUOUS
          http://%31%32%37.0.0.1/              | URL_AMBIGUOUS
          http://example.com%2f@e.vil/         | URL_CREDENTIALS
          http://[fe80::1%25eth0]/             | URL_MALFORMED
          http://[::1/                         | URL_MALFORMED
          http://[:::1]/                       | URL_MALFORMED
          http://[1::2::3]/                    | URL_MALFORMED
          http://[12345::]/                    | URL_MALFORMED
          http://user@example.com/             | URL_CREDENTIALS
          http://user:pw@example.com/          | URL_CREDENTIALS
          http://example.com@127.0.0.1/        | URL_CREDENTIALS
          http://example.com:80@127.0.0.1/     | URL_CREDENTIALS
          http://example.com\\@127.0.0.1/      | URL_AMBIGUOUS
          http:\\\\127.0.0.1/                  | URL_AMBIGUOUS
          http://example.com#@127.0.0.1/       | URL_AMBIGUOUS
          http:/127.0.0.1/                     | URL_AMBIGUOUS
          http:127.0.0.1                       | URL_AMBIGUOUS
          http:///127.0.0.1/                   | URL_AMBIGUOUS
          http:example.com                     | URL_AMBIGUOUS
          http://example.com:99999/            | URL_MALFORMED
          http://example.com:/                 | URL_MALFORMED
          http://example.com:80:90/            | URL_MALFORMED
          http://example.com:8a/               | URL_MALFORMED
          http://exa mple.com/                 | CONTROL_CHARACTER
          http://example.com/\\u000Dx          | CONTROL_CHARACTER
          http://example.com/\\u000AHost:x     | CONTROL_CHARACTER
          http://example.com/\\u0000           | CONTROL_CHARACTER
          java\\u000Ascript:alert(1)           | CONTROL_CHARACTER
          http://example.com/%0d%0aHost:%20x   | URL_AMBIGUOUS
          http://example.com/%250d%250a        | URL_AMBIGUOUS
          http://example.com/%00               | URL_AMBIGUOUS
          http://exam\\u200Bple.com/           | HIDDEN_CHARACTER
          http://example.com/\\u202Egpj        | HIDDEN_CHARACTER
          http://ex\\u00ADample.com/           | HIDDEN_CHARACTER
          javascript:alert(1)                  | SCHEME_NOT_ALLOWED
          data:text/html,x                     | SCHEME_NOT_ALLOWED
          file:///etc/passwd                   | SCHEME_NOT_ALLOWED
          gopher://127.0.0.1:6379/_x           | SCHEME_NOT_ALLOWED
          dict://127.0.0.1:11211/              | SCHEME_NOT_ALLOWED
          ftp://example.com/                   | SCHEME_NOT_ALLOWED
          jar:http://example.com!/             | SCHEME_NOT_ALLOWED
          //example.com/                       | SCHEME_NOT_ALLOWED
          /path                                | SCHEME_NOT_ALLOWED
          example.com                          | SCHEME_NOT_ALLOWED
          http://                              | URL_AMBIGUOUS
          http://exаmple.com/                  | HOST_CONFUSABLE
          http://xn--exmple-4nf.com/           | HOST_CONFUSABLE
          http://аррӏе.com/                    | HOST_CONFUSABLE
          http://xn--80ak6aa92e.com/           | HOST_CONFUSABLE
          http://οracle.com/                   | HOST_CONFUSABLE
          http://xn--a.com/                    | HOST_CONFUSABLE
          http://-example.com/                 | URL_MALFORMED
          http://example..com/                 | URL_MALFORMED
          ``                                   | EMPTY
          """)
  void addressThatMayNotBeOpened_isRefused(String url, ArgumentFlaw flaw) {
    Judging.refuses(PUBLIC, Judging.text(url.replace("\\\\", "\\")), flaw);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "https://example.com/",
        "https://EXAMPLE.com:8443/a/b;c=1?q=x%20y&z=%C3%BC#frag",
        "http://example.com?mail=a@example.org",
        "https://example.com/@scope/pkg#L10-L20",
        "https://example.com/a?text=Line1%0D%0ALine2",
        "https://example.com/a:b/(c)/d'e,f;g=h+i*j!k~l",
        "https://example.com/ünïcode/路径?q=ключ",
        "https://example.com/a%2Fb%2e",
        "https://example.com/?redirect=https://example.org/x",
        "https://example.com.",
        "https://münchen.example/",
        "https://xn--mnchen-3ya.example/",
        "https://93.184.216.34/",
        "http://[2606:2800:220:1:248:1893:25c8:1946]:8080/x",
        "https://[64:ff9b::808:808]/",
        "https://example.com/a|b[c]{d}"
      })
  void ordinaryUrl_isTheSameInstance(String url) {
    Judging.passes(PUBLIC, url);
  }

  @Test
  void blanksAroundAUrl_areDropped() {
    Judging.becomes(PUBLIC, " https://example.com/\n", "https://example.com/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:3000/",
        "http://[::1]/",
        "http://192.168.0.1/",
        "http://inside.example/",
        "http://router.home.arpa/",
        "https://example.com"
      })
  void privateAddress_passesWhenTheOperatorSaysSo(String url) {
    Judging.passes(PRIVATE, url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/",
        "http://[fd00:ec2::254]/",
        "http://meta.example/",
        "http://[::ffff:169.254.169.254]/",
        "http://0.0.0.0/",
        "http://2130706433/"
      })
  void metadataService_isRefusedEvenThen(String url) {
    Judging.refuses(PRIVATE, url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rtsp:/127.0.0.1:8978/",
        "telnet:/127.0.0.1:23",
        "imap:///127.0.0.1",
        "imap:////localhost/",
        "smtp:/127.0.0.1:25",
        "redis:///127.0.0.1",
        "redis:127.0.0.1",
        "foo:localhost/x",
        "mqtt:/[::1]/",
        "rtsp:%2f%2f127.0.0.1/",
        "rtsp:/\uFF11\uFF12\uFF17.0.0.1/",
        "rtsp://x|127.0.0.1/",
        "rtsp://localhost%00/",
        "x://::1/",
        "::1/",
        "jdbc:sqlserver://;serverName=10.0.0.1",
        "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=127.0.0.1)(PORT=1521)))"
      })
  void hostBehindAnyNumberOfSlashes_isFound(String url) {
    Judging.refuses(LOOSE, url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:/admin",
        "localhost:?x",
        "localhost:#x",
        "localhost:",
        "LocalHost:/x",
        "localhost.:/x",
        "git:localhost:/x",
        "metadata.google.internal:/computeMetadata/v1/",
        "inside.example:/x",
        "x://127.0.0.1/",
        "x:/127.0.0.1",
        "x://u:p@127.0.0.1:x/",
        "localhost%3a/x",
        "rtsp%3a//127.0.0.1/",
        "\uFF48ttp\uFF1A//127.0.0.1/",
        "/\uFF0F127.0.0.1/",
        "/%2f127.0.0.1/"
      })
  void hostThatLooksLikeAScheme_isFound(String url) {
    Judging.refuses(LOOSE, url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "memo://insights",
        "item://42",
        "s3://bucket/key",
        "postgres://user:pw@db.example/x",
        "docs/page.md",
        "/path?q=1",
        "example.com/page",
        "example.com:8080/x",
        "#top",
        "urn:isbn:1",
        "README.md",
        "git@github.com",
        "12/34",
        "1.2/notes",
        "12345678",
        "item://12345678",
        "api://1.2/x",
        "cache/page",
        "docs:80",
        "redis://[2606:4700::1111]/",
        "jdbc:postgresql://example.com/x",
        "urn:oid:1.2.840.113549",
        "arn:aws:s3:::bucket/key",
        "at://did:plc:abc/app",
        "tag:example.com,2004:x",
        "magnet:?xt=urn:btih:x",
        "urn:isbn:2130706433",
        "item:/docs/page.md",
        "note:12345678",
        "c:/notes/a.txt",
        "com.example.app:/callback",
        "docs%3Apage",
        "std::vec",
        "gs://my_bucket/a/b",
        "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=example.com)(PORT=1521))"
            + "(CONNECT_DATA=(SERVER=DEDICATED)(SERVICE_NAME=orcl)))"
      })
  void looseUrl_letsServersHaveTheirOwnSchemes(String url) {
    if (url.equals("git@github.com")) {
      Judging.refuses(LOOSE, url, ArgumentFlaw.URL_CREDENTIALS);
    } else {
      Judging.passes(LOOSE, url);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "127.0.0.1/x",
        "127.0.0.1:80",
        "localhost:3000/",
        "169.254.169.254/latest",
        "2130706433/x",
        "0x7f000001",
        "127.1/x",
        "//127.0.0.1/x",
        "redis://127.0.0.1:6379",
        "redis://x@127.0.0.1:6379",
        "http://127.0.0.1",
        "gopher://x",
        "[::1]/x",
        "jar:x",
        "//metadata.google.internal/x",
        "metadata.google.internal/x",
        "//inside.example/x",
        "inside.example/x",
        "inside.example:8080",
        "//nowhere.example/x",
        "rebind.example/x",
        "//\uFF11\uFF12\uFF17.0.0.1/x",
        "\uFF11\uFF12\uFF17.0.0.1/x",
        "127%2e0.0.1/x",
        "127%252e0.0.1/x",
        "//[::1%25lo]/x",
        "[::1%25lo]/x",
        "loc%61lhost/x",
        "URL:http://127.0.0.1",
        "url:url:http://127.0.0.1",
        "URL:file:///etc/passwd",
        "url:javascript:alert(1)",
        "feed:javascript:1",
        "feed:http://127.0.0.1/",
        "jdbc:mysql://127.0.0.1/",
        "jdbc:mysql://db.example,127.0.0.1/",
        "jdbc:oracle:thin:@127.0.0.1:1521:x",
        "jdbc:sqlserver://127.0.0.1;databaseName=x",
        "redis://127.1/",
        "redis://0x7f.1/",
        "redis://inside.example/",
        "redis://cache.internal/",
        "redis://ip6-localhost/",
        "a1:a2:a3:a4:a5:a6:a7:x",
        "0/",
        "0",
        "00/x",
        "017700000001/",
        "017700000001:80/",
        "//017700000001:80/",
        "6425673729/",
        "127\u30020\u30020\u30021/",
        "//127\u30020\u30020\u30021/",
        "127\uFF610\uFF610\uFF611:80/x",
        "127.0.0.1%2f/",
        "127.0.0.1,example.com/",
        "a.b,c.b,d.b,e.b,f.b,g.b,h.b,i.b,j.b/",
        "ip6-localhost/",
        "ip6-loopback:80/",
        "cache:6379/",
        "javascript:1/alert(1)",
        "vbscript:1",
        "data:1/x"
      })
  void looseUrl_stillLeadsNowhereItMayNot(String url) {
    Judging.refuses(LOOSE, url);
  }

  @Test
  void octetsAndText_giveTheSameAddress() {
    assertThat(IpAddress.of(new byte[] {127, 0, 0, 1}))
        .isEqualTo(IpAddress.parseFour("127.0.0.1").orElseThrow());
    byte[] six = new byte[16];
    six[15] = 1;
    assertThat(IpAddress.of(six)).isEqualTo(IpAddress.parseSix("::1").orElseThrow());
    six[0] = (byte) 0xfe;
    six[1] = (byte) 0x80;
    assertThat(IpAddress.of(six)).isEqualTo(IpAddress.parseSix("fe80::1").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "mnchen-3ya, münchen",
    "80ak6aa92e, аррӏе",
    "wgv71a119e, 日本語",
    "egbpdaj6bu4bxfgehfvwxn, ليهمابتكلموشعربي؟"
  })
  void punycode_isRead(String encoded, String decoded) {
    assertThat(Punycode.decode(encoded)).contains(decoded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a!", "99999999", "zzzzzzzzzzzzzz", "é"})
  void malformedPunycode_isNothing(String encoded) {
    assertThat(Punycode.decode(encoded)).isEmpty();
  }
}
