package io.portreeve.lab.attacks;

import static io.portreeve.guard.Mitigation.INPUT_SANITIZATION;

import io.portreeve.lab.attacks.InputAttack.Way;
import io.portreeve.lab.targets.Fetcher;
import java.util.List;

/** Addresses that lead a fetcher to what only it can reach. */
public final class RequestForgeries {
  private static final String WEB = ": {arguments: {%s: {kind: url, schemes: [http, https]}}}";
  private static final Way HONEST = Way.of("fetch", "url", "http://93.184.216.34/");

  private RequestForgeries() {}

  public static List<InputAttack> all() {
    return List.of(loopback(), unnamed());
  }

  private static InputAttack loopback() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "fetch: an address leads to this machine, in every spelling",
        Fetcher::open,
        List.of("fetch" + WEB.formatted("url")),
        HONEST,
        Way.each(
            "fetch",
            "url",
            "http://127.0.0.1:{place}/admin",
            "http://localhost:{place}/admin",
            "http://LOCALHOST:{place}/",
            "http://127.1:{place}/",
            "http://2130706433:{place}/",
            "http://0x7f000001:{place}/",
            "http://0x7f.1:{place}/",
            "http://0177.0.0.1:{place}/",
            "http://017700000001:{place}/",
            "http://0.0.0.0:{place}/",
            "http://0:{place}/",
            "http://[::ffff:127.0.0.1]:{place}/",
            "http://[::ffff:7f00:1]:{place}/",
            "http://example.com@127.0.0.1:{place}/",
            "http://example.com:80@127.0.0.1:{place}/",
            "http://127.0.0.1:{place}\\@example.com/",
            "http://\uFF11\uFF12\uFF17.0.0.1:{place}/",
            "http://127\u30020\u30020\u30021:{place}/",
            "http://\u2460\u2461\u2466.0.0.1:{place}/",
            "http:/127.0.0.1:{place}/",
            "http:127.0.0.1:{place}/",
            " http://127.0.0.1:{place}/",
            "HTTP://127.0.0.1:{place}/"));
  }

  private static InputAttack unnamed() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "fetch: the same in an argument whose name tells nothing",
        Fetcher::open,
        List.of("fetch_page" + WEB.formatted("page")),
        HONEST,
        Way.each("fetch_page", "page", "http://127.0.0.1:{place}/", "http://localhost:{place}/"));
  }
}
