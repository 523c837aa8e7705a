package io.portreeve.gateway.policy;

import io.portreeve.gateway.rig.TotalOrder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names are chosen by whoever calls, also so that they have one hash. */
class RuleIndexTest {
  @Test
  void keys_areInAnOrder() {
    List<RuleIndex.Key> all =
        Stream.of("", "a", "b", "Aa", "BB")
            .flatMap(name ->
                Stream.of("x", "y")
                    .flatMap(server ->
                        IntStream.range(0, 3)
                            .mapToObj(kind -> new RuleIndex.Key(kind, server, name))))
            .toList();
    TotalOrder.isOf(all);
  }
}
