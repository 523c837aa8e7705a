package io.portreeve.gateway.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundedTest {
  @Test
  void oneTooMany_pushesOutWhatCameFirst() {
    Map<String, Integer> held = Bounded.newest(2);
    held.put("first", 1);
    held.put("second", 2);
    int _ = held.get("first");
    held.put("third", 3);
    assertThat(held).containsOnlyKeys("second", "third");
  }

  @Test
  void oneTooManyByUse_pushesOutWhatWasNotAskedForLongest() {
    Map<String, Integer> held = Bounded.latelyUsed(2);
    held.put("first", 1);
    held.put("second", 2);
    int _ = held.get("first");
    held.put("third", 3);
    assertThat(held).containsOnlyKeys("first", "third");
  }
}
