package io.portreeve.controls.serverspoofing;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.network.IpAddress;
import io.portreeve.controls.network.Network;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkSegmentationTest {
  private static final String NAME = "tools.example";
  private final NetworkSegmentation segmentation =
      new NetworkSegmentation(
          Set.of(NAME, "10.1.2.3", "::1", "169.254.169.254", "0.0.0.0", "localhost", "127.1"),
          Set.of("other.svc.cluster.local", "10.1.2.9"),
          Map.of(
              "mcp.corp.example", List.of(network("10.2.0.0/16"), network("fd00:2::/32")),
              "*.svc.cluster.local", List.of(network("10.96.0.0/12")),
              "everywhere.example", List.of(network("0.0.0.0/0"), network("::/0"))));

  private static Network network(String text) {
    return Network.read(text).orElseThrow();
  }

  private boolean allows(String host, String address) {
    return segmentation.allows(
        host, IpAddress.parseFour(address).or(() -> IpAddress.parseSix(address)).orElseThrow());
  }

  /** What whoever controls the name would have it lead to. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.1.1",
        "169.254.169.254",
        "169.254.170.2",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fd00::1",
        "fd00:ec2::254",
        "fd00:ec2::23",
        "fd20:ce::254",
        "169.254.0.23",
        "100.96.0.96",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::10.0.0.1",
        "2002:a00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2"
      })
  void name_leadsToNoAddressThatIsNotPublic(String address) {
    assertThat(allows(NAME, address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "93.184.216.34",
        "2606:4700::1111",
        "64:ff9b::8.8.8.8",
        "::ffff:8.8.8.8"
      })
  void name_leadsToPublicAddresses(String address) {
    assertThat(allows(NAME, address)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "mcp.corp.example, 10.2.3.4, true",
    "MCP.corp.example., 10.2.3.4, true",
    "mcp.corp.example, fd00:2::1, true",
    "mcp.corp.example, ::ffff:10.2.3.4, true",
    "mcp.corp.example, 8.8.8.8, true",
    "mcp.corp.example, 10.3.0.1, false",
    "mcp.corp.example, 127.0.0.1, false",
    "x.mcp.corp.example, 10.2.3.4, false",
    "evilmcp.corp.example, 10.2.3.4, false",
    "files.tools.svc.cluster.local, 10.96.0.1, true",
    "files.tools.svc.cluster.local, 10.112.0.1, false",
    "svc.cluster.local, 10.96.0.1, false",
    "evilsvc.cluster.local, 10.96.0.1, false",
    "other.svc.cluster.local, 10.96.0.1, false",
    "OTHER.svc.cluster.local., 10.96.0.1, false",
    "other.svc.cluster.local, 8.8.8.8, true",
    "everywhere.example, 192.168.1.1, true",
    "everywhere.example, fe80::1, true",
    "everywhere.example, 198.18.0.1, true",
    "everywhere.example, 169.254.169.254, false",
    "everywhere.example, ::ffff:169.254.169.254, false",
    "everywhere.example, fd00:ec2::23, false",
    "everywhere.example, fd20:ce::254, false",
    "everywhere.example, 169.254.0.23, false",
    "everywhere.example, 100.96.0.96, false",
    "everywhere.example, fd00:ec2::254, false"
  })
  void name_leadsIntoTheNetworksThatTheOperatorNamedForIt(
      String name, String address, boolean allowed) {
    assertThat(allows(name, address)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.4, 10.1.2.4, false",
    "::1, ::1, true",
    "0.0.0.0, 0.0.0.0, true",
    "8.8.8.8, 8.8.8.8, true",
    "169.254.169.254, 169.254.169.254, false",
    "localhost, 127.0.0.1, true",
    "LOCALHOST, ::1, true",
    "localhost, 10.1.2.3, false",
    "localhost, 8.8.8.8, false",
    "other.localhost, 127.0.0.1, false",
    "127.1, 127.0.0.1, false",
    "2130706433, 127.0.0.1, false",
    "0x7f.1, 127.0.0.1, false",
    "0177.0.0.1, 127.0.0.1, false"
  })
  void address_isReached_whereTheOperatorWroteIt_inTheOneSpelling(
      String host, String address, boolean allowed) {
    assertThat(allows(host, address)).isEqualTo(allowed);
  }
}
