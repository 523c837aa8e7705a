package io.portreeve.gateway.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CausesTest {
  private static final IOException DEEPEST = new IOException("refused");

  @Test
  void whatLibrariesWrapped_isFoundAtTheBottom() {
    Exception wrapped = new IllegalStateException("failed", new IllegalStateException(DEEPEST));

    assertThat(Causes.of(wrapped)).hasSize(3).endsWith(DEEPEST);
    assertThat(Causes.root(wrapped)).isSameAs(DEEPEST);
    assertThat(Causes.root(DEEPEST)).isSameAs(DEEPEST);
  }

  @Test
  void circleOfCauses_hasAnEnd() {
    Exception one = new IllegalStateException("one");
    Exception other = new IllegalStateException("other", one);
    Throwable _ = one.initCause(other);

    assertThat(Causes.root(one)).isIn(one, other);
  }
}
