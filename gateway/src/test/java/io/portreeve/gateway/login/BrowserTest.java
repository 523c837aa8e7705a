package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.journey.Seal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which forms work, of all that one browser was given. */
class BrowserTest {
  private static final InetSocketAddress HERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
  private static final HttpRequest SENT =
      new HttpRequest(
          "POST",
          "/login",
          "",
          HttpFields.empty(),
          new byte[0],
          new Peer(HERE, HERE, List.of(), false));

  private final SecureRandom random = new SecureRandom();
  private final Browser browser =
      new Browser("login", true, "https://gw.example", Seal.forNow(random), random);

  /** What was agreed to on one page is no word about what another one asks. */
  @Test
  void formOfOneLink_isNoneForAnother_alsoInTheSameBrowser() {
    String mark = browser.fresh();
    String one = browser.token(mark, "one");
    String other = browser.token(mark, "other");

    assertThat(browser.isOurs(SENT, mark, "one", other)).isFalse();
    assertThat(browser.isOurs(SENT, mark, "other", one)).isFalse();
    assertThat(browser.isOurs(SENT, mark, "one", one)).isTrue();
    assertThat(browser.isOurs(SENT, mark, "other", other)).isTrue();
  }
}
