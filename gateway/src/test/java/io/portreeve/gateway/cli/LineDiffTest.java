package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineDiffTest {
  @Test
  void lines_areKept_goneOrNew() {
    assertThat(LineDiff.of("a\nb\nc\n", "a\nx\nc\nd"))
        .containsExactly("  a", "- b", "+ x", "  c", "+ d");
    assertThat(LineDiff.of("", "a")).containsExactly("+ a");
    assertThat(LineDiff.of("a\na", "a")).containsExactly("  a", "- a");
    assertThat(LineDiff.of("a", "a")).containsExactly("  a");
  }
}
