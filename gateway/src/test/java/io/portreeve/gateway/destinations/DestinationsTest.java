package io.portreeve.gateway.destinations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.http.AddressRefused;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.policy.ConditionReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationsTest {
  private static final String SERVERS =
      """
      data: ./data
      servers:
        tools: {url: "https://tools.example/mcp"}
        cluster: {url: "http://files.tools.svc:8080/mcp", insecure-plaintext: true}
        here: {url: "http://127.0.0.1:3001/mcp"}
        local: {url: "http://localhost:3001/mcp"}
        six: {url: "http://[::1]:3001/mcp"}
      """;

  private final Map<String, String> leads = new HashMap<>();
  private final List<String> told = new ArrayList<>();

  private AddressResolver names(String... lines) {
    return names(Purpose.SERVERS, lines);
  }

  private AddressResolver names(Purpose purpose, String... lines) {
    Configuration configuration = configuration(SERVERS + String.join("\n", lines));
    return Destinations.of(configuration)
        .names(this::look, (whose, host, why) -> told.add(whose + " | " + host + " | " + why))
        .vetted(purpose);
  }

  private static Configuration configuration(String text) {
    var surroundings =
        new Surroundings(Path.of("/srv"), Surroundings.Follower.NONE, new ConditionReader());
    return switch (new ConfigurationFile(surroundings, Overlay.NONE).parse(text)) {
      case ConfigurationFile.Outcome.Loaded loaded -> loaded.configuration();
      case ConfigurationFile.Outcome.Refused refused ->
          throw new AssertionError(refused.problems().toString());
    };
  }

  private List<InetAddress> look(String host) throws IOException {
    String found = leads.getOrDefault(host, host);
    try {
      return addresses(found);
    } catch (IllegalArgumentException unknown) {
      throw new UnknownHostException(host);
    }
  }

  private static List<InetAddress> addresses(String text) {
    return Arrays.stream(text.split(" ")).map(InetAddress::ofLiteral).toList();
  }

  @Test
  void nameThatTurns_isReachedAtWhatItLedTo_andNotAtWhatItLeadsToNow() throws Exception {
    AddressResolver names = names();
    leads.put("tools.example", "93.184.216.34");
    assertThat(names.resolve("tools.example")).isEqualTo(addresses("93.184.216.34"));

    leads.put("tools.example", "10.1.2.3");

    assertThatThrownBy(() -> names.resolve("tools.example")).isInstanceOf(AddressRefused.class);
    assertThat(told)
        .singleElement()
        .satisfies(line ->
            assertThat(line)
                .startsWith("server tools | tools.example | tools.example leads to 10.1.2.3")
                .contains("internal-networks: {tools.example: [\"10.1.2.3/32\"]}"));
  }

  /** What is said is what to write. */
  @Test
  void lineThatIsTold_letsTheConnectionGoThere() throws Exception {
    leads.put("files.tools.svc", "fd00:1:0:0::7");
    AddressResolver closed = names();
    assertThatThrownBy(() -> closed.resolve("files.tools.svc")).isInstanceOf(IOException.class);
    String line = told.getFirst().replaceAll(".*write `([^`]+)`.*", "$1");

    assertThat(names(line).resolve("files.tools.svc")).isEqualTo(addresses("fd00:1::7"));
  }

  @Test
  void mixedAnswer_keepsOnlyWhatIsAllowed_inItsOrder() throws Exception {
    leads.put("tools.example", "10.1.2.3 93.184.216.34 ::1 8.8.8.8 169.254.169.254");

    assertThat(names().resolve("tools.example")).isEqualTo(addresses("93.184.216.34 8.8.8.8"));
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 127.0.0.1", "::1, ::1", "localhost, 127.0.0.1"})
  void addressThatTheOperatorWrote_isReached(String host, String address) throws Exception {
    leads.put("localhost", "127.0.0.1");

    assertThat(names().resolve(host)).isEqualTo(addresses(address));
  }

  @ParameterizedTest
  @CsvSource({
    "tools.example, 169.254.169.254, no connection ever goes there",
    "tools.example, 0.0.0.0, which is the address of no host",
    "localhost, 8.8.8.8, which is not this machine",
    "10.9.9.9, 10.9.9.9, only where it stands in the configuration"
  })
  void refusal_saysWhatItIs(String host, String address, String words) {
    leads.put(host, address);
    AddressResolver names = names();

    assertThatThrownBy(() -> names.resolve(host)).isInstanceOf(AddressRefused.class);
    assertThat(told.getFirst()).contains(words);
  }

  private static final String[] ALL = {
    "authentication: {oauth: {resource: 'https://h/mcp', issuers: {corp: {issuer:"
        + " 'https://10.0.0.1', jwks: 'https://10.0.0.2/k', introspection: {url:"
        + " 'https://10.0.0.3/i', client-id: c, client-secret: env:S}}}}}",
    "policy: {decision-point: {url: 'https://10.0.0.4/e', evaluations-url: 'https://10.0.0.5/e'}}",
    "vault: {address: 'https://10.0.0.6', token: env:T}",
    "scan: {osv-api: 'https://10.0.0.7'}"
  };

  /** What names a host to us, such as an issuer's metadata, knows that others are reached there. */
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, SERVERS",
    "::1, SERVERS",
    "localhost, SERVERS",
    "10.0.0.1, ISSUERS",
    "10.0.0.2, ISSUERS",
    "10.0.0.3, ISSUERS",
    "10.0.0.4, DECISIONS",
    "10.0.0.5, DECISIONS",
    "10.0.0.6, CREDENTIALS",
    "10.0.0.7, ADVISORIES"
  })
  void addressThatTheOperatorWrote_isReachedForWhatItIsFor_andForNothingElse(
      String host, Purpose purpose) throws Exception {
    leads.put("localhost", "127.0.0.1");

    assertThat(names(purpose, ALL).resolve(host)).hasSize(1);
    for (Purpose other : Purpose.values()) {
      if (other != purpose) {
        AddressResolver names = names(other, ALL);
        assertThatThrownBy(() -> names.resolve(host)).isInstanceOf(AddressRefused.class);
        assertThat(told.getLast())
            .startsWith("an address that was named to us | " + host)
            .endsWith("stands in the configuration for other connections only");
      }
    }
  }

  @Test
  void nameInside_isReachedForWhatItIsFor_andByWhoeverItWasNotWrittenForAsWell() throws Exception {
    String inside = "internal-networks: {'*.tools.svc': [10.0.0.0/8]}";
    leads.put("files.tools.svc", "10.0.0.9");
    leads.put("files.tools.svc.", "10.0.0.9");
    leads.put("keys.tools.svc", "10.0.0.8");

    assertThat(names(inside).resolve("files.tools.svc")).hasSize(1);
    assertThat(names(Purpose.ISSUERS, inside).resolve("keys.tools.svc")).hasSize(1);
    for (String host : List.of("files.tools.svc", "files.tools.svc.")) {
      AddressResolver issuers = names(Purpose.ISSUERS, inside);
      assertThatThrownBy(() -> issuers.resolve(host)).isInstanceOf(AddressRefused.class);
    }
    assertThat(told.getFirst()).contains("leads to 10.0.0.9, and stands in the configuration for");
  }

  @Test
  void publicName_isReachedForAnything() throws Exception {
    leads.put("tools.example", "93.184.216.34");

    assertThat(names(Purpose.ISSUERS).resolve("tools.example")).hasSize(1);
  }

  @Test
  void hostOfALogin_leadsWhereItsNetworksAre_andForLoginsOnly() throws Exception {
    String login =
        "  wiki: {url: 'https://wiki.example/mcp', credentials: {login: {internal-hosts:"
            + " [id.corp]}}}";
    String inside = "internal-networks: {id.corp: [10.1.0.0/16]}";
    leads.put("id.corp", "10.1.2.3 10.9.9.9 127.0.0.1");
    AddressResolver closed = names(Purpose.LOGINS, login);

    assertThatThrownBy(() -> closed.resolve("id.corp")).isInstanceOf(AddressRefused.class);
    assertThat(told.getFirst()).startsWith("the login at server wiki | id.corp");
    assertThat(names(Purpose.LOGINS, login, inside).resolve("id.corp"))
        .isEqualTo(addresses("10.1.2.3"));
    AddressResolver servers = names(Purpose.SERVERS, login, inside);
    assertThatThrownBy(() -> servers.resolve("id.corp")).isInstanceOf(AddressRefused.class);
  }

  @Test
  void nameWithoutAddress_isNoRefusal() {
    AddressResolver names = names();

    assertThatThrownBy(() -> names.resolve("tools.example"))
        .isInstanceOf(UnknownHostException.class);
    assertThat(told).isEmpty();
  }
}
