package io.portreeve.gateway.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.json.Json;
import io.portreeve.testkit.Jsons;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnchangedTest {
  private final List<String> made = new ArrayList<>();
  private final Unchanged<String> unchanged =
      new Unchanged<>(json -> {
        made.add(json.toString());
        return json.toString();
      });

  private static Json json(int number) {
    return Jsons.json("{'a':" + number + ",'text':'" + "x".repeat(1_000) + "'}");
  }

  @Test
  void sameBytes_areMadeOnce() {
    assertThat(unchanged.of(json(1)))
        .isEqualTo(unchanged.of(json(1)))
        .isEqualTo(json(1).toString());
    assertThat(made).hasSize(1);
  }

  @Test
  void sameValue_writtenOtherwise_isMadeAnew() {
    var _ = unchanged.of(Jsons.json("{'a':1}"));
    var _ = unchanged.of(Jsons.json("{'a': 1}"));

    assertThat(made).containsExactly("{\"a\":1}", "{\"a\": 1}");
  }

  @Test
  void whatIsTooMuch_isMadeAgain_andAnsweredAllTheSame() {
    for (int i = 0; i < 15_000; i++) {
      assertThat(unchanged.of(json(i))).isEqualTo(json(i).toString());
    }
    int before = made.size();
    assertThat(unchanged.of(json(0))).isEqualTo(json(0).toString());

    assertThat(made).hasSize(before + 1);
  }
}
