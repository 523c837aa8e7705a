package io.portreeve.gateway.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.keys.SecretUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets of users at rest, and whoever gets at the file. */
class SecretFileTest {
  private static final Secret KEY = Secret.ofText("0123456789abcdef0123456789abcdef");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path data = Path.of("");

  private SecretFile open() {
    return SecretFile.in(data, KEY);
  }

  private Path file() {
    return data.resolve("secrets.json");
  }

  private void put(String server, String principal, String secret) {
    open().put(server, principal, Secret.ofText(secret), NOW);
  }

  private static Optional<String> text(Optional<Secret> secret) {
    return secret.map(Secret::revealText);
  }

  @Test
  void secret_comesBack_toItsUserAndServerAlone() {
    put("tickets", "anna", "annas");
    put("tickets", "bert", "berts");
    put("wiki", "anna", "other");
    assertThat(text(open().get("tickets", "anna"))).contains("annas");
    assertThat(text(open().get("tickets", "bert"))).contains("berts");
    assertThat(text(open().get("wiki", "anna"))).contains("other");
    assertThat(open().get("wiki", "bert")).isEmpty();
  }

  @Test
  void secret_isNotInTheFile_whichOnlyItsOwnerMayRead() throws IOException {
    put("tickets", "anna", "very-secret");
    assertThat(Files.readString(file())).contains("anna").doesNotContain("very-secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void sameSecret_looksDifferentEachTime() throws IOException {
    put("tickets", "anna", "same");
    String first = Files.readString(file());
    put("tickets", "anna", "same");
    assertThat(Files.readString(file())).isNotEqualTo(first);
  }

  @Test
  void laterSecret_takesThePlaceOfTheEarlier() {
    put("tickets", "anna", "old");
    put("tickets", "anna", "new");
    assertThat(text(open().get("tickets", "anna"))).contains("new");
    assertThat(open().entries()).hasSize(1);
  }

  @Test
  void removedSecret_isGone_andWhatIsNotThereCannotBeRemoved() {
    put("tickets", "anna", "annas");
    assertThat(open().remove("tickets", "bert")).isFalse();
    assertThat(open().remove("tickets", "anna")).isTrue();
    assertThat(open().get("tickets", "anna")).isEmpty();
  }

  @Test
  void changeByAnotherProcess_isSeenAtTheNextUse() {
    SecretFile ours = open();
    put("tickets", "anna", "one");
    assertThat(text(ours.get("tickets", "anna"))).contains("one");
    put("tickets", "anna", "the second one");
    assertThat(text(ours.get("tickets", "anna"))).contains("the second one");
    open().remove("tickets", "anna");
    assertThat(ours.get("tickets", "anna")).isEmpty();
  }

  @Test
  void nothingButTheFile_isLeftBehind() throws IOException {
    put("tickets", "anna", "annas");
    try (var all = Files.list(data)) {
      assertThat(all.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder("secrets.json", "secrets.json.lock");
    }
  }

  // --- whoever can write the file ---

  /** Bert puts Anna's sealed secret under his own name. */
  @ParameterizedTest
  @ValueSource(strings = {"\"principal\":\"anna\"", "\"server\":\"tickets\""})
  void sealedSecret_inThePlaceOfAnother_doesNotOpen(String member) throws IOException {
    put("tickets", "anna", "annas");
    String all = Files.readString(file());
    String moved = all.replace(member, member.replaceAll(":\".*\"", ":\"bert\""));
    assertThat(moved).isNotEqualTo(all);
    Files.writeString(file(), moved);
    String server = member.contains("server") ? "bert" : "tickets";
    String principal = member.contains("server") ? "anna" : "bert";
    assertThatExceptionOfType(SecretUnavailable.class)
        .isThrownBy(() -> open().get(server, principal))
        .withMessageContaining("does not open");
  }

  @Test
  void sealedSecretThatWasChanged_doesNotOpen() throws IOException {
    put("tickets", "anna", "annas");
    String sealed = open().entries().getFirst().sealed();
    char last = sealed.charAt(20) == 'A' ? 'B' : 'A';
    Files.writeString(
        file(),
        Files.readString(file())
            .replace(sealed, sealed.substring(0, 20) + last + sealed.substring(21)));
    assertThatExceptionOfType(SecretUnavailable.class)
        .isThrownBy(() -> open().get("tickets", "anna"));
  }

  @Test
  void otherKey_opensNothing() {
    put("tickets", "anna", "annas");
    SecretFile other = SecretFile.in(data, Secret.ofText("fedcba9876543210fedcba9876543210"));
    assertThatExceptionOfType(SecretUnavailable.class)
        .isThrownBy(() -> other.get("tickets", "anna"))
        .withMessageContaining("another key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"secrets\":[{}]}", "{\"secrets\":7}"})
  void damagedFile_isNoEmptyOne(String text) throws IOException {
    Files.writeString(file(), text);
    assertThatExceptionOfType(SecretUnavailable.class)
        .isThrownBy(() -> open().get("tickets", "anna"))
        .withMessageContaining("is damaged");
  }

  @Test
  void shortKey_isRefused_withTheWayToABetterOne() {
    assertThatExceptionOfType(SecretUnavailable.class)
        .isThrownBy(() -> SecretFile.in(data, Secret.ofText("short")))
        .withMessageContaining("openssl rand -base64 32");
  }
}
