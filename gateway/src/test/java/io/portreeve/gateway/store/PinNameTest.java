package io.portreeve.gateway.store;

import io.portreeve.gateway.rig.TotalOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PinNameTest {
  /** A server chooses the names of what it defines. */
  @Test
  void names_areInAnOrder() {
    TotalOrder.isOf(
        Stream.of("", "a", "Aa", "BB")
            .flatMap(name ->
                Stream.of("x", "y")
                    .flatMap(server ->
                        Stream.of("tool", "prompt").map(kind -> new PinName(server, kind, name))))
            .toList());
  }
}
