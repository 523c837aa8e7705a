package io.portreeve.gateway.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

class UnboundTest {
  /** In the words of a system whose user reads no English. */
  private static final IOException REFUSED =
      new IOException("cannot listen", new BindException("Die Adresse wird bereits verwendet"));

  private static InetSocketAddress at(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }

  @Test
  void portThatAnybodyMayHave_isTaken() {
    assertThat(Unbound.of(REFUSED, at("127.0.0.1", 8787))).isEqualTo(Unbound.TAKEN);
    assertThat(Unbound.of(REFUSED, at("0.0.0.0", 8787))).isEqualTo(Unbound.TAKEN);
  }

  @Test
  void lowPort_whereNobodyListens_takesRights() {
    assertThat(Unbound.of(REFUSED, at("127.0.0.1", 1))).isEqualTo(Unbound.RIGHTS);
  }

  @Test
  void addressThatNoInterfaceHas_isOfAnotherMachine() {
    assertThat(Unbound.of(REFUSED, at("192.0.2.1", 80))).isEqualTo(Unbound.ELSEWHERE);
  }

  @Test
  void whatIsNoRefusalOfTheAddress_isTold_asItIs() {
    IOException broken = new IOException("cannot listen", new SocketException("broken"));

    Unbound unknown = Unbound.of(broken, at("127.0.0.1", 80));

    assertThat(unknown).isEqualTo(Unbound.UNKNOWN);
    assertThat(unknown.words("127.0.0.1:80", broken))
        .isEqualTo("it cannot listen at 127.0.0.1:80: broken");
  }
}
