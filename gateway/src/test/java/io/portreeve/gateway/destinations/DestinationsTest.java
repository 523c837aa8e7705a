package io.portreeve.gateway.destinations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.http.AddressRefused;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.policy.ConditionCheck;
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
    Configuration configuration = configuration(SERVERS + String.join("\n", lines));
    return Destinations.of(configuration)
        .names(this::look, (whose, host, why) -> told.add(whose + " | " + host + " | " + why))
        .vetted();
  }

  private static Configuration configuration(String text) {
    var surroundings =
        new Surroundings(Path.of("/srv"), Surroundings.Follower.NONE, new ConditionCheck());
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

  /** An address that stands anywhere in a configuration is its operator's, whatever it is for. */
  @Test
  void everyAddressOfAConfiguration_isKnown_withWhatItIsFor() throws Exception {
    AddressResolver names =
        names(
            "authentication: {oauth: {resource: 'https://h/mcp', issuers: {corp: {issuer:"
                + " 'https://10.0.0.1', jwks: 'https://10.0.0.2/k', introspection: {url:"
                + " 'https://10.0.0.3/i', client-id: c, client-secret: env:S}}}}}",
            "policy: {decision-point: {url: 'https://10.0.0.4/e', evaluations-url: 'https://10.0.0.8/e'}}",
            "vault: {address: 'https://10.0.0.5', token: env:T}",
            "scan: {osv-api: 'https://10.0.0.6'}");

    for (int last = 1; last <= 6; last++) {
      assertThat(names.resolve("10.0.0." + last)).hasSize(1);
    }
    assertThat(names.resolve("10.0.0.8")).hasSize(1);
    assertThatThrownBy(() -> names.resolve("10.0.0.7")).isInstanceOf(AddressRefused.class);
    assertThat(told).hasSize(1);
  }

  @Test
  void nameWithoutAddress_isNoRefusal() {
    AddressResolver names = names();

    assertThatThrownBy(() -> names.resolve("tools.example"))
        .isInstanceOf(UnknownHostException.class);
    assertThat(told).isEmpty();
  }
}
