package io.portreeve.controls.insecureinput;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of any scheme, where the operator says that the tool fetches. */
class DeclaredUrlTest {
  private static final ArgumentKind DECLARED =
      new ArgumentKind.Url(
          new UrlSchemes.Only(
              Set.of(
                  "https", "redis", "rtsp", "jdbc", "s3", "file", "ldap", "jar", "urn", "mailto",
                  "tel")),
          Reach.PUBLIC_ONLY,
          false);

  /** Where the operator says that the tool fetches, whatever is fetched with is judged alike. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://2130706433",
        "redis://0x7f000001/",
        "redis://0/",
        "redis://017700000001/",
        "redis://127.1:6379",
        "redis://2130706433:6379",
        "redis://user:pw@2130706433:6379",
        "redis://a.example,2130706433/",
        "redis://[::ffff:7f00:1]/",
        "redis://[::ffff:127.0.0.1]:6379/",
        "redis://::1/",
        "redis://localhost",
        "redis://localhost./",
        "redis://cache",
        "redis://cache:6379",
        "redis://inside.example/",
        "redis://cache.internal/",
        "redis://127\u30020\u30020\u30021",
        "redis://\uFF4C\uFF4F\uFF43\uFF41\uFF4C\uFF48\uFF4F\uFF53\uFF54/",
        "redis://%32130706433/",
        "redis:%2f%2f2130706433/",
        "redis:2130706433",
        "redis:/2130706433:6379",
        "rtsp:///169.254.169.254/",
        "rtsp:/127.0.0.1:8978/",
        "rtsp:////0x7f.1/",
        "rtsp:cache",
        "jdbc:mysql://2130706433/",
        "jdbc:mysql://user@cache/x",
        "jdbc:sqlserver://;serverName=10.0.0.1"
      })
  void declaredAddressOfAnyScheme_isJudgedStrictly(String url) {
    Judging.refuses(DECLARED, url);
  }

  /** Clients go to this machine then. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis:",
        "redis:/",
        "redis://",
        "redis:///",
        "redis:///0",
        "redis://:6379",
        "redis://:pw@/0",
        "redis://:pw@:6379/0",
        "redis://user:pw@example.com@/0",
        "redis:?db=1",
        "redis:x",
        "redis://%00/",
        "redis://%3a6379/",
        "redis:////",
        "ldap:",
        "ldap://",
        "ldap:///x",
        "ldap://?x",
        "ldap:urn:x",
        "jdbc:postgresql:x",
        "jdbc:postgresql:",
        "jdbc:postgresql:///x",
        "jdbc:mysql://:3306/x",
        "jdbc:mysql://example.com,,example.org/x",
        "jdbc:mysql://example.com,/x",
        "jdbc:sqlserver://;databaseName=x",
        "jdbc:oracle:thin:@",
        "jar:redis:!/"
      })
  void declaredAddressWithoutAHost_isTakenForThisMachine(String url) {
    Judging.refuses(DECLARED, url, ArgumentFlaw.ADDRESS_NOT_ALLOWED);
  }

  @Test
  void addressWithoutAHost_passesWhereThisMachineMayBeReached() {
    UrlSchemes own = new UrlSchemes.Only(Set.of("redis", "jdbc"));
    Judging.passes(new ArgumentKind.Url(own, Reach.INSECURE_PRIVATE, false), "redis:///");
    Judging.passes(new ArgumentKind.Url(own, Reach.INSECURE_PRIVATE, false), "jdbc:postgresql:x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://example.com:6379/0",
        "redis://:pw@example.com/0",
        "redis://[2606:4700::1111]:6379/",
        "jdbc:oracle:thin:@example.com:1521:x",
        "jdbc:oracle:thin:@//example.com:1521/x",
        "jdbc:oracle:thin:scott/tiger@example.com:1521:x",
        "jdbc:mysql:loadbalance://example.com:3306,example.org/x",
        "jdbc:sqlserver://example.com;databaseName=x",
        "ldap://example.com/dc=example",
        "urn:isbn:1",
        "mailto:a@example.com",
        "tel:+49301234",
        "redis://user:pw@example.com/0",
        "redis://93.184.216.34/",
        "rtsp://example.com/live",
        "jdbc:postgresql://example.com/x",
        "s3://bucket/key",
        "file:///srv/a.txt"
      })
  void declaredAddressThatLeadsNowhereForbidden_passes(String url) {
    Judging.passes(DECLARED, url);
  }

  /** A name that others chose cannot be made to lead elsewhere by whoever sends the argument. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://rebind.example/",
        "https://example.org/",
        "https://notexample.com/",
        "https://example.com.attacker.example/",
        "https://93.184.216.34/",
        "https://[2606:4700::1111]/",
        "redis://example.com/0",
        "jdbc:mysql://example.com/x"
      })
  void hostThatIsNotListed_isRefused(String url) {
    Judging.refuses(listed("example.com"), url, ArgumentFlaw.HOST_NOT_ALLOWED);
  }

  @Test
  void listedHost_passes_inEitherCaseAndBelowAStar() {
    Judging.passes(listed("example.com"), "https://example.com/x?u=https://example.org/");
    Judging.passes(listed("example.com"), "https://EXAMPLE.com.:8443/");
    Judging.passes(listed("*.home.arpa", "example.com"), "https://example.com/");
    Judging.refuses(listed("*.example.com"), "https://example.com/", ArgumentFlaw.HOST_NOT_ALLOWED);
    Judging.refuses(listed("inside.example"), "https://inside.example/");
  }

  private static ArgumentKind listed(String... hosts) {
    UrlSchemes schemes = new UrlSchemes.Only(Set.of("https", "redis", "jdbc"));
    return new ArgumentKind.Url(schemes, Reach.PUBLIC_ONLY, false, List.of(hosts));
  }
}
