package io.portreeve.controls.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0, true",
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.0.0.0/8, ::ffff:10.1.2.3, true",
    "10.0.0.0/8, 64:ff9b::10.1.2.3, true",
    "10.0.0.0/8, 2002:a01:203::1, true",
    "10.0.0.0/8, fd00::a01:203, false",
    "172.16.0.0/12, 172.31.255.255, true",
    "172.16.0.0/12, 172.32.0.0, false",
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.2, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, fd00::1, false",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fe00::1, false",
    "fd00:0:0:1::/64, fd00:0:0:1:ffff::, true",
    "fd00:0:0:1::/64, fd00:0:0:2::, false",
    "fd00::10/124, fd00::1f, true",
    "fd00::10/124, fd00::20, false",
    "::/0, fd00::1, true",
    "::/0, 10.0.0.1, false",
    "64:ff9b::/96, 64:ff9b::10.1.2.3, true"
  })
  void network_holdsWhatBeginsAlike(String network, String address, boolean held) {
    assertThat(Network.read(network).orElseThrow().holds(read(address))).isEqualTo(held);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1/8",
        "10.0.0.0/33",
        "10.0.0.0/",
        "10.0.0.0/08",
        "10.0.0.0/-1",
        "10.0.0/8",
        "10.0.0.0/8/8",
        "fd00::1/8",
        "fd00::/129",
        "fd00::/ 8",
        "localhost",
        "",
        "/8"
      })
  void textThatIsNoNetwork_isNotRead(String text) {
    assertThat(Network.read(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0/8",
    "10.1.2.3, 10.1.2.3/32",
    "fd00:0:0:0::/8, fd00::/8",
    "::1, ::1/128",
    "::/0, ::/0",
    "2001:db8:0:0:1::/80, 2001:db8::1:0:0:0/80",
    "1:0:2:0:3:0:4:0/112, 1:0:2:0:3:0:4:0/112",
    "1:0:0:2:3:4:5:6, 1::2:3:4:5:6/128"
  })
  void network_isWrittenAsItIsReadAgain(String text, String written) {
    Network network = Network.read(text).orElseThrow();

    assertThat(network).hasToString(written);
    assertThat(Network.read(written)).contains(network);
  }

  private static IpAddress read(String text) {
    return IpAddress.parseFour(text).or(() -> IpAddress.parseSix(text)).orElseThrow();
  }
}
