package io.portreeve.gateway.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PassTest {
  private final Pass pass = Pass.fresh();

  @Test
  void rightValue_opens() {
    assertThat(pass.opens(List.of(pass.value()))).isTrue();
  }

  @Test
  void noValue_anotherOne_orTwoAtOnce_openNothing() {
    assertThat(pass.opens(List.of())).isFalse();
    assertThat(pass.opens(List.of(""))).isFalse();
    assertThat(pass.opens(List.of(Pass.fresh().value()))).isFalse();
    assertThat(pass.opens(List.of(pass.value(), pass.value()))).isFalse();
  }

  @Test
  void printing_tellsNothingOfIt() {
    assertThat(pass.toString()).doesNotContain(pass.value());
  }
}
