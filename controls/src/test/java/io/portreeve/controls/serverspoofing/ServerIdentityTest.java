package io.portreeve.controls.serverspoofing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerIdentityTest {
  private static final String FILES = "spiffe://corp.example/files";

  @ParameterizedTest
  @CsvSource({
    "spiffe://corp.example/files, true",
    "spiffe://corp.example/files/2, false",
    "spiffe://corp.example/Files, false",
    "spiffe://corp.example/mail, false",
    "spiffe://evil.example/files, false",
    "'', false",
    "spiffe://corp.example/files spiffe://corp.example/mail, false",
    "https://files.example spiffe://corp.example/files, false"
  })
  void spiffeId_isTheOnlyUriOfTheCertificate(String uris, boolean right) {
    var identity = new ServerIdentity(Optional.of(FILES), Set.of());

    assertThat(identity.flaw(split(uris), "sha256/a").isEmpty()).isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource({
    "sha256/a, true",
    "sha256/b, true",
    "sha256/c, false",
    "sha256/A, false",
    "'', false"
  })
  void key_isOneThatIsPinned(String pin, boolean right) {
    var identity = new ServerIdentity(Optional.empty(), Set.of("sha256/a", "sha256/b"));

    assertThat(identity.flaw(List.of(), pin).isEmpty()).isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource({
    "spiffe://corp.example/files, sha256/a, true",
    "spiffe://corp.example/files, sha256/b, false",
    "spiffe://corp.example/mail, sha256/a, false"
  })
  void idAndKey_areBothExpected(String uris, String pin, boolean right) {
    var identity = new ServerIdentity(Optional.of(FILES), Set.of("sha256/a"));

    assertThat(identity.flaw(split(uris), pin).isEmpty()).isEqualTo(right);
  }

  private static List<String> split(String text) {
    return Arrays.stream(text.split(" ")).filter(one -> !one.isEmpty()).toList();
  }
}
