package io.portreeve.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.lab.scene.Attack;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LabTest {
  static List<Attack> attacks() {
    return Lab.ATTACKS;
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void attack_worksWithoutTheGuard_andNotWithIt(Attack attack) throws Exception {
    try (Bench bench = new Bench()) {
      Result result = bench.run(attack);

      assertThat(result.without()).as(attack.story() + ", without").isTrue();
      assertThat(result.with()).as(attack.story() + ", with: " + result.evidence()).isFalse();
      assertThat(result.reason()).as("the journal says why").isNotEmpty();
    }
  }

  @Test
  void json_isOneObjectALine() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    int status = Lab.run(List.of("--threat", "9", "--json"), print(out));

    assertThat(status).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("{\"mitigation\":\"9"));
  }

  @Test
  void unknownOption_isAUsageError() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThat(Lab.run(List.of("--thread", "9"), print(out))).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("usage:");
  }

  private static PrintStream print(ByteArrayOutputStream out) {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }
}
