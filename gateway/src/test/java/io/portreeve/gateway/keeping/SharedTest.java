package io.portreeve.gateway.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedTest {
  private final Shared<String, Object> shared = new Shared<>();

  @Test
  void sameKey_givesTheSameValue_whileItIsHeld() {
    Object first = shared.of("a", Object::new);

    assertThat(shared.of("a", Object::new)).isSameAs(first);
    assertThat(shared.of("b", Object::new)).isNotSameAs(first);
  }
}
