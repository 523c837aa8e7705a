package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.authority.OwnAuthority.Issued;
import io.portreeve.gateway.authority.PemPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaCommandTest {
  @TempDir private Path directory = Path.of("");

  private Ran ca(String... words) {
    return Ran.in(
        directory, Stream.concat(Stream.of("ca"), Stream.of(words)).toArray(String[]::new));
  }

  private Issued read(String name) throws Exception {
    return PemPair.named(directory.resolve(name)).read();
  }

  private String mode(String name) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name)));
  }

  @Test
  void authority_isMade_andIssues_withKeysThatAreTheirOwnersAlone() throws Exception {
    assertThat(ca("init", "ca", "--name", "Corp MCP", "--for", "10d").code()).isZero();
    Ran issued =
        ca(
            "issue",
            "ca",
            "--out",
            "files",
            "--dns",
            "files.corp.example",
            "--ip",
            "10.1.2.3",
            "--spiffe-id",
            "spiffe://corp.example/files",
            "--for",
            "15m");

    assertThat(issued.code()).isZero();
    assertThat(issued.out()).contains("good until 2026-11-23T12:15:00Z");
    assertThat(mode("ca/ca.key")).isEqualTo("rw-------");
    assertThat(mode("files.key")).isEqualTo("rw-------");
    assertThat(read("ca/ca").ends()).isEqualTo(Ran.NOW.plus(Duration.ofDays(10)));
    assertThat(read("files").chain()).hasSize(2).last().isEqualTo(read("ca/ca").chain().getFirst());
    assertThat(read("files").chain().getFirst().getSubjectAlternativeNames())
        .extracting(name -> name.get(1))
        .isEqualTo(List.of("files.corp.example", "spiffe://corp.example/files", "10.1.2.3"));
    read("files").chain().getFirst().verify(read("ca/ca").chain().getFirst().getPublicKey());
  }

  @Test
  void secondAuthority_doesNotTakeThePlaceOfTheFirst() throws Exception {
    ca("init", "ca");
    Issued first = read("ca/ca");

    Ran again = ca("init", "ca");

    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("there is an authority in");
    assertThat(read("ca/ca").chain()).isEqualTo(first.chain());
  }

  @Test
  void nextCertificate_takesThePlaceOfTheFirst_withAnotherKey() throws Exception {
    ca("init", "ca");
    ca("issue", "ca", "--out", "files", "--dns", "files.example");
    Issued first = read("files");

    assertThat(ca("issue", "ca", "--out", "files", "--dns", "files.example").code()).isZero();

    assertThat(read("files").key()).isNotEqualTo(first.key());
    assertThat(mode("files.key")).isEqualTo("rw-------");
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("ca", "files.pem", "files.key");
    }
  }

  @Test
  void renewal_staysUntilItIsEnded() throws Exception {
    ca("init", "ca");
    var waited = new AtomicBoolean();

    Ran ran =
        Ran.in(
            directory,
            Map.of(),
            _ -> waited.set(true),
            "ca",
            "issue",
            "ca",
            "--out",
            "files",
            "--dns",
            "files.example",
            "--renew");

    assertThat(ran.code()).isZero();
    assertThat(waited).isTrue();
    assertThat(read("files").chain()).hasSize(2);
  }

  @Test
  void keyThatOthersMayRead_isNotUsed() throws Exception {
    ca("init", "ca");
    Files.setPosixFilePermissions(
        directory.resolve("ca/ca.key"), PosixFilePermissions.fromString("rw-r--r--"));

    Ran ran = ca("issue", "ca", "--out", "files", "--dns", "files.example");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("every user may use it");
    assertThat(directory.resolve("files.pem")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--for 8d --dns a.example",
        "--for 1s --dns a.example",
        "--for x --dns a.example",
        "--dns A_B",
        "--dns https://a.example",
        "--ip a.example",
        "--spiffe-id https://a.example",
        "--for 1h"
      })
  void whatNoCertificateCanBeFor_isRefused(String words) {
    ca("init", "ca");

    Ran ran =
        ca(
            Stream.concat(Stream.of("issue", "ca", "--out", "files"), Stream.of(words.split(" ")))
                .toArray(String[]::new));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(directory.resolve("files.pem")).doesNotExist();
  }

  @Test
  void directoryWithoutAnAuthority_isSaidToBeThat() {
    Ran ran = ca("issue", "nowhere", "--out", "files", "--dns", "files.example");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("there is no authority to be had in");
  }
}
