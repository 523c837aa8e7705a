package io.portreeve.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedSecretTest {
  @TempDir Path temporary;
  private final SecureRandom random = new SecureRandom();

  private DataDirectory directory() {
    return DataDirectory.open(temporary.resolve("data"));
  }

  private Secret pepper() {
    return GeneratedSecret.in(directory(), "pepper", random);
  }

  private Path file() {
    return temporary.resolve("data/pepper.secret");
  }

  @Test
  void secret_isMadeOnceAndStays() {
    byte[] first = pepper().reveal();
    assertThat(first).hasSize(32);
    assertThat(pepper().reveal()).isEqualTo(first);
    assertThat(GeneratedSecret.in(directory(), "other", random).reveal()).isNotEqualTo(first);
  }

  @Test
  void file_isTheOwnersAlone() throws IOException {
    assertThat(pepper().length()).isEqualTo(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void fileThatOthersMayRead_isRefused() throws IOException {
    assertThat(pepper().length()).isEqualTo(32);
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(this::pepper).isInstanceOf(StoreUnavailable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "00", "zz", "deadbeef\n"})
  void damagedFile_isRefusedAndNotReplaced(String content) throws IOException {
    assertThat(pepper().length()).isEqualTo(32);
    Files.writeString(file(), content);
    assertThatThrownBy(this::pepper).isInstanceOf(SecretUnavailable.class);
    assertThat(file()).hasContent(content);
  }

  @Test
  void damagedFile_isNotQuoted() throws IOException {
    assertThat(pepper().length()).isEqualTo(32);
    String almost = Files.readString(file()).replace('\n', 'X');
    Files.writeString(file(), almost);
    assertThatThrownBy(this::pepper)
        .isInstanceOf(SecretUnavailable.class)
        .hasNoCause()
        .hasMessageNotContaining(almost.substring(0, 8));
  }

  @Test
  void abandonedDraft_doesNotStopTheNextStart() throws IOException {
    Path draft = directory().privateFile("pepper.secret.draft");
    Files.writeString(draft, "half a sec");
    assertThat(pepper().length()).isEqualTo(32);
    assertThat(draft).doesNotExist();
  }
}
