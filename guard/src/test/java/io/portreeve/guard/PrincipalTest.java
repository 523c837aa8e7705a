package io.portreeve.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrincipalTest {
  private static final Client DESK = new Client("corp/desk");
  private static final Principal ANNA =
      new Principal(
          "corp/anna",
          Set.of("staff"),
          Principal.Authentication.ACCESS_TOKEN,
          Set.of("/Staff"),
          Set.of("mcp"),
          Delegation.by(DESK));

  @Test
  void anotherClientOrActor_isAnotherSender() {
    Principal acted =
        ANNA.through(new Delegation(Optional.of(DESK), List.of(new Actor("corp/agent"))));

    assertThat(ANNA.isSenderOf(ANNA.granted(Set.of(), Set.of()))).isTrue();
    assertThat(ANNA.isSenderOf(ANNA.through(Delegation.by(new Client("corp/other"))))).isFalse();
    assertThat(ANNA.isSenderOf(acted)).isFalse();
    assertThat(acted.isSenderOf(ANNA)).isFalse();
    assertThat(ANNA.isSenderOf(ANNA.through(Delegation.unknown()))).isFalse();
  }

  /** Whoever was asked for more scopes comes back with them, and goes on. */
  @Test
  void tokenThatGrantsMore_continues_andOneThatGrantsLess_doesNot() {
    Principal more = ANNA.granted(ANNA.groups(), Set.of("mcp", "write"));

    assertThat(more.continues(ANNA)).isTrue();
    assertThat(ANNA.continues(more)).isFalse();
    assertThat(ANNA.continues(ANNA)).isTrue();
  }

  @Test
  void otherRolesGroupsOrClients_doNotContinue() {
    assertThat(ANNA.granted(Set.of("/Other"), ANNA.scopes()).continues(ANNA)).isFalse();
    assertThat(ANNA.through(Delegation.unknown()).continues(ANNA)).isFalse();
    assertThat(
            new Principal(
                    ANNA.id(),
                    Set.of("admin"),
                    ANNA.authentication(),
                    ANNA.groups(),
                    ANNA.scopes(),
                    ANNA.delegation())
                .continues(ANNA))
        .isFalse();
  }

  @Test
  void subjectToken_printsAsNothing_andEqualsItselfAlone() {
    SubjectToken token = new SubjectToken("corp", "eyJ");
    Credential credential = new Credential(Optional.empty(), Optional.of(token));

    assertThat(new Identity.Authenticated(ANNA, credential).toString()).doesNotContain("eyJ");
    assertThat(token).isNotEqualTo(new SubjectToken("corp", "eyJ"));
    assertThat(token.revealText()).isEqualTo("eyJ");
  }

  /** Rules and records hold these words: another one would be none to them. */
  @Test
  void authentication_hasTheWordThatRulesAndRecordsHold() {
    assertThat(Principal.Authentication.values())
        .extracting(Principal.Authentication::wire)
        .containsExactly(
            "api-key", "client-certificate", "access-token", "local-process", "anonymous");
  }
}
