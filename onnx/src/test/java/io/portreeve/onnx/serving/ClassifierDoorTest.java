package io.portreeve.onnx.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.keys.Secret;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which names a server is known under. */
class ClassifierDoorTest {
  private static ClassifierDoor at(String address) throws Exception {
    return ClassifierDoor.at(InetAddress.getByName(address), Optional.of(Secret.ofText("t0ken")));
  }

  @Test
  void addressOfThisMachineAlone_isKnownUnderItsLoopbackNames() throws Exception {
    assertThat(at("127.0.0.1").hosts())
        .containsExactlyInAnyOrder("localhost", "127.0.0.1", "[::1]");
    assertThat(at("127.0.0.2").hosts()).contains("127.0.0.2", "localhost");
    assertThat(at("::1").hosts()).contains("[0:0:0:0:0:0:0:1]", "[::1]");
  }

  /** Who knows under which names others reach it; they must show the token. */
  @Test
  void addressOfANetwork_isKnownUnderAnyName() throws Exception {
    assertThat(at("0.0.0.0").hosts()).isEmpty();
    assertThat(at("192.0.2.1").hosts()).isEmpty();
  }
}
