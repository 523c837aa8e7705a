package io.portreeve.controls.indirectpromptinjection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearModelTest {
  private static final int BUCKETS = 1 << Grams.BITS;

  @Test
  void model_isReadAsItWasWritten() throws IOException {
    float[] weights = new float[BUCKETS];
    weights[3] = 2;
    weights[4] = -2;
    LinearModel model = LinearModel.of(weights, -0.5f).from(1, 3);

    LinearModel read = LinearModel.read(new ByteArrayInputStream(model.toBytes()));

    assertThat(read.toBytes()).isEqualTo(model.toBytes());
    assertThat(read.of(3)).isEqualTo(127);
    assertThat(read.of(4)).isEqualTo(-127);
    assertThat(read.notable()).isEqualTo(1);
    assertThat(read.strong()).isEqualTo(3);
    assertThat(read.score(635, 100)).isCloseTo(0.5f, offset(1e-5f));
    assertThat(read.score(635, 99)).as("too little to tell").isEqualTo(-Float.MAX_VALUE);
  }

  @Test
  void anythingElse_isRefused() {
    assertThatThrownBy(() -> LinearModel.read(new ByteArrayInputStream(new byte[80_000])))
        .isInstanceOf(IOException.class);
    byte[] cut = LinearModel.of(new float[BUCKETS], 0).toBytes();
    assertThatThrownBy(() -> LinearModel.read(new ByteArrayInputStream(cut, 0, cut.length - 1)))
        .isInstanceOf(IOException.class);
  }

  /** The weights that ship mean something only as long as these numbers stay. */
  @Test
  void features_haveTheNumbersThatTheShippedWeightsWereTrainedWith() {
    List<String> features = new ArrayList<>();
    Grams grams = new Grams("ab cd");
    for (int i = 0; i < 5; i++) {
      String end = i + ":";
      int sum = grams.advance(i + 1, bucket -> features.add(end + bucket) ? bucket : 0);
      assertThat(sum).isEqualTo(sum(features, end));
    }
    assertThat(grams.features()).isEqualTo(features.size());
    assertThat(grams.advance(5, bucket -> bucket)).as("nothing is shown twice").isZero();

    assertThat(features)
        .containsExactly(
            "2:20095", "2:44980", "3:52460", "3:13453", "4:9775", "4:56883", "4:6282", "4:9982",
            "4:2040");
  }

  private static int sum(List<String> features, String end) {
    return features.stream()
        .filter(feature -> feature.startsWith(end))
        .mapToInt(feature -> Integer.parseInt(feature.substring(end.length())))
        .sum();
  }
}
