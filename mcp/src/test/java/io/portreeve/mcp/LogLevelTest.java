package io.portreeve.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogLevelTest {
  @ParameterizedTest
  @EnumSource
  void level_isFoundByItsWireName(LogLevel level) {
    assertThat(LogLevel.of(level.wire())).contains(level);
    assertThat(level.wire()).isEqualTo(level.name().toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Info", "warn", "trace", "EMERGENCY"})
  void unknownName_isNoLevel(String wire) {
    assertThat(LogLevel.of(wire)).isEmpty();
  }

  @Test
  void seriousness_isOrdered() {
    assertThat(LogLevel.ERROR.atLeast(LogLevel.WARNING)).isTrue();
    assertThat(LogLevel.ERROR.atLeast(LogLevel.ERROR)).isTrue();
    assertThat(LogLevel.DEBUG.atLeast(LogLevel.INFO)).isFalse();
  }
}
