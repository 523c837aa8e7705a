package io.portreeve.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.controls.insecureinput.ArgumentJudge;
import io.portreeve.controls.insecureinput.ArgumentKind;
import io.portreeve.controls.insecureinput.ArgumentRuling;
import io.portreeve.controls.insecureinput.Ownership;
import io.portreeve.controls.insecureinput.PathResolver;
import io.portreeve.controls.insecureinput.Reach;
import io.portreeve.controls.insecureinput.UrlSchemes;
import io.portreeve.controls.network.IpAddress;
import io.portreeve.gateway.egress.Destination;
import io.portreeve.gateway.egress.EgressProxy;
import io.portreeve.lab.targets.Fetcher;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * Where a fetcher goes on its own, after its argument was judged: no argument can settle that, so
 * its connections have to be held.
 */
final class FetcherEscapeTest {
  private static final IpAddress PUBLIC = IpAddress.of(new byte[] {93, (byte) 184, (byte) 216, 34});

  private final List<String> refusals = new CopyOnWriteArrayList<>();

  @Test
  void redirectByAHostThatMayBeAsked_leadsInside_unlessConnectionsAreHeld() throws Exception {
    try (Fetcher fetcher = Fetcher.open()) {
      Destination granted = new Destination("127.0.0.1", fetcher.internet());
      String moved = "http://" + granted + "/moved";
      assertThat(fetcher.harmed(fetch(fetcher, moved))).as("without").isTrue();

      try (EgressProxy proxy = egress(granted)) {
        Fetcher held = fetcher.through(URI.create(proxy.url("ann")));
        assertThat(fetch(held, "http://" + granted + "/")).contains("a public page");
        assertThatThrownBy(() -> fetch(held, moved)).isInstanceOf(IOException.class);
        assertThat(fetcher.harmed("")).isFalse();
        assertThat(refusals).contains("127.0.0.1:" + fetcher.place() + " is not granted");
      }
    }
  }

  /** The name is public when we ask, and this machine's when the fetcher asks (DNS rebinding). */
  @Test
  void nameThatTurnsOnceItWasJudged_leadsInside_unlessConnectionsAreHeld() throws Exception {
    try (Fetcher fetcher = Fetcher.open(_ -> InetAddress.getLoopbackAddress())) {
      String url = "http://rebind.example:" + fetcher.place() + "/admin";
      assertThat(judged(url, List.of())).isInstanceOf(ArgumentRuling.Accepted.class);
      assertThat(fetcher.harmed(fetch(fetcher, url))).as("without").isTrue();

      Destination granted = new Destination("rebind.example", Integer.parseInt(fetcher.place()));
      try (EgressProxy proxy = egress(granted)) {
        Fetcher held = fetcher.through(URI.create(proxy.url("ann")));
        assertThatThrownBy(() -> fetch(held, url)).isInstanceOf(IOException.class);
        assertThat(fetcher.harmed("")).isFalse();
        assertThat(refusals)
            .anyMatch(refusal -> refusal.contains("its name leads to this machine"));
      }
    }
  }

  @Test
  void nameOfAnAttacker_isNoArgument_whereHostsAreListed() {
    List<String> hosts = List.of("docs.example.com");

    assertThat(judged("http://rebind.example/", hosts)).isInstanceOf(ArgumentRuling.Refused.class);
    assertThat(judged("http://docs.example.com/", hosts))
        .isInstanceOf(ArgumentRuling.Accepted.class);
  }

  private EgressProxy egress(Destination granted) throws IOException {
    return EgressProxy.open(
        Set.of(granted), _ -> List.of(InetAddress.getLoopbackAddress()), refusals::add);
  }

  private static String fetch(Fetcher fetcher, String url) throws IOException {
    return fetcher.call("fetch", JsonObject.empty().with("url", url));
  }

  private static ArgumentRuling judged(String url, List<String> hosts) {
    ArgumentJudge judge =
        new ArgumentJudge(PathResolver.unseen(), _ -> List.of(PUBLIC), Ownership.none());
    UrlSchemes schemes = new UrlSchemes.Only(Set.of("http"));
    return judge.judge(
        new ArgumentKind.Url(schemes, Reach.PUBLIC_ONLY, false, hosts), url, Exchanges.ANNA);
  }
}
