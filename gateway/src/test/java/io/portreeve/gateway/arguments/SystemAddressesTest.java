package io.portreeve.gateway.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.network.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that every machine answers by itself. */
class SystemAddressesTest {
  private final SystemAddresses system = new SystemAddresses();

  @Test
  void localhost_isThisMachine() {
    assertThat(system.addresses("localhost")).contains(IpAddress.of(new byte[] {127, 0, 0, 1}));
  }

  @Test
  void writtenAddress_isItself() {
    assertThat(system.addresses("192.0.2.7"))
        .containsExactly(IpAddress.of(new byte[] {(byte) 192, 0, 2, 7}));
  }

  /** RFC 6761, section 6.4: nothing is ever called so. */
  @ParameterizedTest
  @ValueSource(strings = {"nobody.invalid", "a b", "-"})
  void nameThatNothingHas_hasNoAddresses(String name) {
    assertThat(system.addresses(name)).isEmpty();
  }
}
