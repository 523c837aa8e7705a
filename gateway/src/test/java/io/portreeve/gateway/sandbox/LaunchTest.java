package io.portreeve.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LaunchTest {
  static Stream<Network> networks() {
    return Stream.of(new Network.None(), new Network.Open(), new Network.OnePort(8080));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void launch_isReadAsItWasWritten(Network network) {
    Grants grants =
        new Grants(List.of(Path.of("/a b"), Path.of("/c")), List.of(Path.of("/w=x")), network);
    Bounds bounds = new Bounds(1, 2, 3, 4, 5, 6);
    List<String> command = List.of("server", "--", "read=/etc", "network=open");
    for (Optional<Path> watcher : List.of(Optional.of(Path.of("/door")), Optional.<Path>empty())) {
      Launch launch = new Launch(grants, bounds, new Mark(7), watcher, command);
      assertThat(Launch.read(launch.arguments())).isEqualTo(launch);
    }
  }

  @Test
  void argumentsWithoutACommand_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Launch.read(List.of("read=/a")));
  }
}
