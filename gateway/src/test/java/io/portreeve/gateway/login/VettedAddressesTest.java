package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.destinations.Names;
import io.portreeve.gateway.http.AddressResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a server cannot send us. */
class VettedAddressesTest {
  private final Map<String, String> names =
      Map.of(
          "mcp.example", "10.0.0.5",
          "alias.example", "10.0.0.5",
          "notmcp.example", "10.0.0.5",
          "public.example", "93.184.216.34",
          "idp.corp", "10.0.0.9",
          "both.example", "10.0.0.9 93.184.216.34");
  private final AddressResolver system = host -> addresses(name(host));

  /** As the system looks names up: in any case, with or without the dot of the root. */
  private String name(String host) {
    String bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return names.getOrDefault(bare.toLowerCase(Locale.ROOT), bare);
  }

  private static List<InetAddress> addresses(String text) {
    return Arrays.stream(text.split(" ")).map(InetAddress::ofLiteral).toList();
  }

  private VettedAddresses of(String... named) {
    return new VettedAddresses(new Names(_ -> system, system), "mcp.example", Set.of(named));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "idp.corp",
        "127.0.0.1",
        "::1",
        "169.254.169.254",
        "192.168.1.1",
        "::ffff:10.0.0.9",
        "64:ff9b::a00:9",
        "fd00::1",
        "0.0.0.0"
      })
  void hostOfOurOwnNetwork_isReachedWithoutVetting_andNotWithIt(String host) throws IOException {
    assertThat(system.resolve(host)).isNotEmpty();

    assertThatThrownBy(() -> of().resolve(host)).isInstanceOf(IOException.class);
  }

  @Test
  void publicHost_isReached() throws IOException {
    assertThat(of().resolve("public.example")).isEqualTo(addresses("93.184.216.34"));
  }

  @Test
  void hostWithAnAddressOfEachKind_isReachedAtThePublicOne() throws IOException {
    assertThat(of().resolve("both.example")).isEqualTo(addresses("93.184.216.34"));
  }

  /** Whose name leads to what is up to whoever has the name: only ours for the server counts. */
  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.5", "alias.example", "notmcp.example", "mcp.example.", "10.0.0.6"})
  void addressOfTheServer_isReachedByItsOwnName_andByNoOther(String other) throws IOException {
    assertThat(of().resolve("mcp.example")).isEqualTo(addresses("10.0.0.5"));
    assertThat(of().resolve("MCP.example")).isEqualTo(addresses("10.0.0.5"));
    assertThat(system.resolve(other)).isNotEmpty();
    assertThatThrownBy(() -> of().resolve(other)).isInstanceOf(IOException.class);
  }

  @Test
  void hostThatTheOperatorNamed_isReached() throws IOException {
    assertThat(of("idp.corp").resolve("idp.corp")).isEqualTo(addresses("10.0.0.9"));
  }
}
