package io.portreeve.controls.insecureinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.network.IpAddress;
import io.portreeve.testkit.Exchanges;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A judge whose world is written down here. */
final class Judging {
  static final ArgumentJudge JUDGE =
      new ArgumentJudge(Judging::real, Judging::addresses, Judging::owns);

  private static final Map<String, String> LINKS =
      Map.of("/srv/docs/out", "/etc", "/srv/docs/in", "/srv/docs/deep", "/link", "/srv/docs");

  private static final Map<String, List<String>> HOSTS =
      Map.of(
          "example.com", List.of("93.184.216.34"),
          "example.org", List.of("93.184.216.34"),
          "münchen.example", List.of("93.184.216.34"),
          "xn--mnchen-3ya.example", List.of("93.184.216.34"),
          "rebind.example", List.of("93.184.216.34", "127.0.0.1"),
          "inside.example", List.of("10.0.0.7"),
          "cache", List.of("10.0.0.8"),
          "meta.example", List.of("169.254.169.254"),
          "router.home.arpa", List.of("192.168.0.1"));

  private Judging() {}

  private static Optional<String> real(String path) {
    if (path.startsWith("/srv/docs/unreadable")) {
      return Optional.empty();
    }
    String real = path;
    for (Map.Entry<String, String> link : LINKS.entrySet()) {
      if (real.equals(link.getKey()) || real.startsWith(link.getKey() + "/")) {
        real = link.getValue() + real.substring(link.getKey().length());
      }
    }
    return Optional.of(real);
  }

  private static List<IpAddress> addresses(String host) {
    return HOSTS.getOrDefault(host, List.of()).stream()
        .map(text -> IpAddress.parseFour(text).orElseThrow())
        .toList();
  }

  private static boolean owns(io.portreeve.guard.Principal principal, String object, String id) {
    return principal.id().equals("anna") && object.equals("invoice") && id.equals("inv-1");
  }

  static ArgumentRuling judge(ArgumentKind kind, String value) {
    return JUDGE.judge(kind, value, Exchanges.ANNA);
  }

  static void refuses(ArgumentKind kind, String value, ArgumentFlaw flaw) {
    assertThat(judge(kind, value)).isEqualTo(ArgumentRuling.refuse(flaw));
  }

  static void refuses(ArgumentKind kind, String value) {
    assertThat(judge(kind, value)).isInstanceOf(ArgumentRuling.Refused.class);
  }

  /** Accepted as the same instance. */
  static void passes(ArgumentKind kind, String value) {
    assertThat(judge(kind, value)).isInstanceOf(ArgumentRuling.Accepted.class);
    assertThat(((ArgumentRuling.Accepted) judge(kind, value)).value()).isSameAs(value);
  }

  /** Accepted in another form, which is then accepted as it is. */
  static void becomes(ArgumentKind kind, String value, String canonical) {
    assertThat(judge(kind, value)).isInstanceOf(ArgumentRuling.Accepted.class);
    String result = ((ArgumentRuling.Accepted) judge(kind, value)).value();
    assertThat(result).isEqualTo(canonical);
    passes(kind, result);
  }

  /** The backslash escapes of a table: u and four digits, n, r, t. */
  static String text(String cell) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < cell.length(); i++) {
      char next = i + 1 < cell.length() ? cell.charAt(i + 1) : ' ';
      if (cell.charAt(i) == '\\' && next == 'u') {
        out.append((char) Integer.parseInt(cell.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        out.append(cell.charAt(i));
      }
    }
    return out.toString();
  }
}
