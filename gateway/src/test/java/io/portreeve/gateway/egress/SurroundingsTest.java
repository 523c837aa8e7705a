package io.portreeve.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurroundingsTest {
  private final Surroundings near =
      new Surroundings(List.of(address("10.1.2.3"), address("2001:db8:1::7")));

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, true",
    "2001:db8:1::7, true",
    "64:ff9b::a01:203, true",
    "10.1.2.4, false",
    "192.168.0.7, false",
    "2001:db8:1::8, false",
    "100.64.0.1, false",
    "100.100.100.200, true",
    "8.8.8.8, false",
    "fd00::1, false"
  })
  void addressesOfThisMachine_areItsSurroundings_andThoseOfItsNeighboursAreNot(
      String address, boolean isNear) {
    assertThat(near.hold(address(address))).isEqualTo(isNear);
  }

  private static InetAddress address(String text) {
    return InetAddress.ofLiteral(text);
  }
}
