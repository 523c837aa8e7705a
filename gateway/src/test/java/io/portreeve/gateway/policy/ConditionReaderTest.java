package io.portreeve.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.form.Expression;
import io.portreeve.gateway.config.form.Parsed;
import org.junit.jupiter.api.Test;

class ConditionReaderTest {
  private static Expression read(String condition) {
    return switch (new ConditionReader().read(condition)) {
      case Parsed.Right<Expression>(Expression right) -> right;
      case Parsed.Wrong<Expression> wrong -> throw new AssertionError(wrong.toString());
    };
  }

  @Test
  void conditionThatWasRead_isNotCompiledAgain() throws PolicyFault {
    Expression read = read("kind == 'tool'");

    assertThat(new Conditions().of("rule", read)).isSameAs(read);
  }

  /** So a file that is read again differs only where it does. */
  @Test
  void conditionsOfOneText_areTheSame() {
    assertThat(read("kind == 'tool'"))
        .isEqualTo(read("kind == 'tool'"))
        .hasSameHashCodeAs(read("kind == 'tool'"))
        .isNotEqualTo(read("kind == 'prompt'"));
  }
}
