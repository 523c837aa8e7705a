package io.portreeve.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressCountTest {
  private static final InetAddress SOMEBODY = InetAddress.ofLiteral("192.0.2.7");

  private final AddressCount count = new AddressCount(2);

  @Test
  void oneAddress_cannotTakeMoreThanItsPart_untilItGivesSomethingBack() {
    assertThat(count.add(SOMEBODY)).isTrue();
    assertThat(count.add(SOMEBODY)).isTrue();
    assertThat(count.add(SOMEBODY)).isFalse();

    count.remove(SOMEBODY);

    assertThat(count.add(SOMEBODY)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.8, apart",
    "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, together",
    "2001:db8:1:2::1, 2001:db8:1:3::1, apart",
    "192.0.2.7, ::ffff:192.0.2.7, together"
  })
  void addresses_thatOneCustomerHas_countTogether(String one, String other, String how) {
    assertThat(count.add(InetAddress.ofLiteral(one))).isTrue();
    assertThat(count.add(InetAddress.ofLiteral(one))).isTrue();

    assertThat(count.add(InetAddress.ofLiteral(other))).isEqualTo(how.equals("apart"));
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1", "127.8.9.10", "::1"})
  void thisMachine_isNotCounted(String address) {
    for (int i = 0; i < 100; i++) {
      assertThat(count.add(InetAddress.ofLiteral(address))).isTrue();
    }
    assertThat(count.addresses()).isZero();
  }

  @Test
  void addressWithoutConnections_isForgotten() {
    assertThat(count.add(SOMEBODY)).isTrue();
    count.remove(SOMEBODY);

    assertThat(count.addresses()).isZero();
  }
}
