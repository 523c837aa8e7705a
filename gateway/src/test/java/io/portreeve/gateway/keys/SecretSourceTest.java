package io.portreeve.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSourceTest {
  @TempDir Path directory;
  private final SecretSource source =
      new SecretSource(
          name -> Optional.ofNullable(Map.of("TOKEN", "s3cret", "EMPTY", "").get(name)));

  private Path file(byte[] content, String mode) throws IOException {
    Path file = Files.write(directory.resolve("secret"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private Path file(String content) throws IOException {
    return file(content.getBytes(java.nio.charset.StandardCharsets.UTF_8), "rw-------");
  }

  @Test
  void setVariable_isTheSecret() {
    assertThat(source.resolve("env:TOKEN").revealText()).isEqualTo("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"env:MISSING", "env:EMPTY", "env:token", "env:"})
  void unsetOrEmptyVariable_isRefusedByName(String reference) {
    assertThatThrownBy(() -> source.resolve(reference))
        .isInstanceOf(SecretUnavailable.class)
        .hasMessageContaining(reference.substring(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3cret", "", ":", "ENV:TOKEN", " env:TOKEN", "http://x", "text:s3cret"})
  void anyOtherForm_isRefusedWithoutRepeatingIt(String reference) {
    assertThatThrownBy(() -> source.resolve(reference))
        .isInstanceOf(SecretUnavailable.class)
        .hasMessage("a secret is written env:NAME or file:PATH");
  }

  @ParameterizedTest
  @CsvSource({
    "'abc', 'abc'",
    "'abc\n', 'abc'",
    "'abc\r\n', 'abc'",
    "'abc\n\n', 'abc\n'",
    "' abc ', ' abc '",
    "'a\nb\n', 'a\nb'",
    "'abc\r', 'abc\r'",
  })
  void file_losesOneClosingLineEndAndNothingElse(String content, String secret) throws IOException {
    assertThat(source.resolve("file:" + file(content)).revealText()).isEqualTo(secret);
  }

  @Test
  void bytesThatAreNoText_areKept() throws IOException {
    byte[] bytes = {0, (byte) 0xff, (byte) 0xc3, 7};
    assertThat(source.resolve("file:" + file(bytes, "r--------")).reveal()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n"})
  void emptyFile_isRefused(String content) throws IOException {
    Path file = file(content);
    assertThatThrownBy(() -> source.resolve("file:" + file))
        .isInstanceOf(SecretUnavailable.class)
        .hasMessageContaining("is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-----w-", "rwxrwxrwx"})
  void fileThatEveryUserMayUse_isRefusedWithTheRemedy(String mode) throws IOException {
    Path file = file(new byte[] {'x'}, mode);
    assertThatThrownBy(() -> source.resolve("file:" + file))
        .isInstanceOf(SecretUnavailable.class)
        .hasMessageContaining("chmod o-rwx");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------", "rw-r-----"})
  void fileOfOwnerOrGroup_isRead(String mode) throws IOException {
    assertThat(source.resolve("file:" + file(new byte[] {'x'}, mode)).revealText()).isEqualTo("x");
  }

  @Test
  void whatIsNoFile_isRefused() {
    assertThatThrownBy(() -> source.resolve("file:" + directory.resolve("none")))
        .isInstanceOf(SecretUnavailable.class)
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> source.resolve("file:a\u0000b")).isInstanceOf(SecretUnavailable.class);
    assertThatThrownBy(() -> source.resolve("file:" + privateDirectory()))
        .isInstanceOf(SecretUnavailable.class)
        .hasMessageContaining("cannot be read");
  }

  private Path privateDirectory() throws IOException {
    return Files.createDirectory(
        directory.resolve("d"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  @Test
  void hugeFile_isRefused() throws IOException {
    Path file = file(new byte[SecretSource.MAX_BYTES + 1], "rw-------");
    assertThatThrownBy(() -> source.resolve("file:" + file))
        .isInstanceOf(SecretUnavailable.class)
        .hasMessageContaining("too large");
    Path fits = file(new byte[SecretSource.MAX_BYTES], "rw-------");
    assertThat(source.resolve("file:" + fits).length()).isEqualTo(SecretSource.MAX_BYTES);
  }

  @Test
  void secret_showsNothingAndSharesNothing() {
    Secret secret = Secret.ofText("s3cret");
    assertThat(secret.toString()).isEqualTo("Secret[redacted]");
    secret.reveal()[0] = 'X';
    assertThat(secret.revealText()).isEqualTo("s3cret");
    assertThat(secret.length()).isEqualTo(6);
  }
}
