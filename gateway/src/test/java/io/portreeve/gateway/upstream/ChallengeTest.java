package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers write into {@code WWW-Authenticate}. */
@Timeout(120)
class ChallengeTest {
  private static Optional<Challenge> of(String... fields) {
    return Challenge.bearer(List.of(fields));
  }

  @Test
  void challenge_saysWhereTheMetadataLie_andWhatATokenNeeds() {
    Challenge found =
        of("Bearer realm=\"x, y\", error=\"insufficient_scope\", scope=\"read write\","
                + " resource_metadata=\"https://a.example/.well-known/x\"")
            .orElseThrow();

    assertThat(found.metadata()).contains("https://a.example/.well-known/x");
    assertThat(found.scopes()).containsExactly("read", "write");
    assertThat(found.wantsScopes()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Basic realm=\"a\", Bearer scope=\"s\"",
        "bearer scope=s",
        "BEARER   scope = \"s\"",
        "Bearer scope=\"s\", Basic realm=\"x\", scope=\"other\"",
        "Bearer SCOPE=\"s\", scope=\"second\"",
        "Bearer scope=\"\\s\"",
      })
  void bearerChallenge_isFound_whereverItStands(String field) {
    assertThat(of(field).orElseThrow().scopes()).containsExactly("s");
  }

  @Test
  void challengeInAnotherField_isFound() {
    assertThat(of("Basic realm=\"a\"", "Bearer scope=\"s\"").orElseThrow().scopes())
        .containsExactly("s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Basic realm=\"Bearer\"", "Negotiate abc==", "DPoP algs=\"ES256\"", "="})
  void fieldWithoutABearerChallenge_saysNothing(String field) {
    assertThat(of(field)).isEmpty();
  }

  @Test
  void errorThatIsAnother_isNotAboutScopes() {
    assertThat(of("Bearer error=\"invalid_token\", scope=\"s\"").orElseThrow().wantsScopes())
        .isFalse();
    assertThat(of("Bearer scope=\"s\"").orElseThrow().wantsScopes()).isTrue();
    assertThat(of("Bearer").orElseThrow().wantsScopes()).isFalse();
  }

  /** A pattern that tried every way to read it would take for ever. */
  @Test
  void fieldThatIsMeantToTakeLong_isReadAtOnce() {
    String field = "Bearer " + "a ,".repeat(10_000) + "\"" + "\\".repeat(10_000);

    assertThat(of(field)).isPresent();
  }

  @Test
  void scopesThatAreNone_areLeftOut() {
    assertThat(Scopes.of("a  b\u0001 c\"d e")).containsExactly("a", "e");
    assertThat(Scopes.of("s ".repeat(1_000) + "t".repeat(300))).containsExactly("s");
  }
}
