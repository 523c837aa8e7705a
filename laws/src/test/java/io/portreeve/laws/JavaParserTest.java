package io.portreeve.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JavaParserTest {

  @Test
  void text_thatIsNotJava_isRefused() {
    assertThatThrownBy(() -> JavaParser.parse("mcp/src/main/java/A.java", "class A {"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noTexts_giveNoFiles() {
    assertThat(JavaParser.parse(Map.of())).isEmpty();
  }

  @Test
  void file_knowsItsPlace() {
    JavaFile file = JavaParser.parse("mcp/src/test/java/A.java", "package a.b;\nclass A {}\n");

    assertThat(file.module()).isEqualTo("mcp");
    assertThat(file.isTest()).isTrue();
    assertThat(file.packageName()).isEqualTo("a.b");
    assertThat(file.lines()).isEqualTo(2);
  }
}
