package io.portreeve.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {
  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReason_isKebabCaseOnTheWire_andExplained(Reason reason) {
    assertThat(reason.wire()).matches("[a-z]+(-[a-z]+)*");
    assertThat(reason).hasToString(reason.wire());
    assertThat(reason.explanation()).isNotBlank().doesNotEndWith(".");
  }

  @Test
  void explanations_areAllDifferent() {
    assertThat(Arrays.stream(Reason.values()).map(Reason::explanation)).doesNotHaveDuplicates();
  }

  /** What must not be known to exist and what does not exist may not be told apart. */
  @ParameterizedTest
  @CsvSource({
    "NOT_ALLOWLISTED, UNKNOWN",
    "NOT_VISIBLE, UNKNOWN",
    "UNKNOWN_DEFINITION, UNKNOWN",
    "DEFINITION_QUARANTINED, UNKNOWN",
    "DEFINITION_DRIFTED, UNKNOWN",
    "ARGUMENT_NOT_OWNED, UNKNOWN",
    "CREDENTIAL_MISSING, UNAUTHENTICATED",
    "CREDENTIAL_INVALID, UNAUTHENTICATED",
    "CREDENTIAL_EXPIRED, UNAUTHENTICATED",
    "CREDENTIAL_REVOKED, UNAUTHENTICATED",
    "CREDENTIAL_UNCHECKED, UNAVAILABLE",
    "POLICY_DENIED, FORBIDDEN",
    "POLICY_ERROR, FORBIDDEN",
    "POLICY_NO_RULE, FORBIDDEN",
    "RATE_EXCEEDED, TOO_MANY",
    "STATE_UNAVAILABLE, UNAVAILABLE",
    "CONTROL_FAILED, FAILED",
    "AUDIT_UNAVAILABLE, FAILED",
    "STATE_INVALID, INVALID_STATE"
  })
  void refusal_tellsTheClientOnlyItsKind(Reason reason, Answer answer) {
    assertThat(reason.answer()).isEqualTo(answer);
  }

  @Test
  void everyMitigation_hasItsOwnIdThatBeginsWithItsThreat() {
    assertThat(Arrays.stream(Mitigation.values()).map(Mitigation::id))
        .containsExactly(
            "1a", "1b", "2", "3a", "3b", "4a", "4b", "5a", "5b", "6a", "6b", "7a", "7b", "8a", "8b",
            "9a", "9b", "10a", "10b", "11a", "11b");
    assertThat(Mitigation.values())
        .allSatisfy(one -> {
          assertThat(one.id()).matches(one.threat().number() + "[ab]?");
          assertThat(one.title()).isNotBlank();
        });
    assertThat(Arrays.stream(Mitigation.values()).map(Mitigation::threat))
        .contains(Threat.values());
    assertThat(Arrays.stream(Threat.values()).map(Threat::number))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  }
}
