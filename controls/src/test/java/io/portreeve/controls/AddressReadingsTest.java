package io.portreeve.controls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressReadingsTest {

  @ParameterizedTest
  @CsvSource({
    "file:///srv/%6beys/a, file:///srv/keys/a",
    "file:///srv/%256beys/a, file:///srv/keys/a",
    "file:///srv/%25256beys/a, file:///srv/keys/a",
    "file:///srv/keys%2fa, file:///srv/keys/a",
    "file:///srv\\keys\\a, file:///srv/keys/a",
    "file:///srv/keys%5Ca, file:///srv/keys/a",
    "file:///srv//keys/./a, file:///srv/keys/a",
    "FILE:///srv/keys/a, file:///srv/keys/a",
    "file:/srv/keys/a, file:///srv/keys/a",
    "file://LOCALHOST/srv/keys/a, file:///srv/keys/a",
    "file:///srv/keys/a/, file:///srv/keys/a",
    "file:///srv/keys/a?b/c, file:///srv/keys/a",
    "file:///srv/keys/a#b, file:///srv/keys/a",
    "HTTPS://Example.COM/A, https://example.com/A",
    "Memo:a, memo:a",
    "db://Host, db://host"
  })
  void address_isReadAsLenientServersReadIt(String written, String meant) {
    assertThat(AddressReadings.of(written)).contains(meant).first().isEqualTo(written);
  }

  /** A rule that denies {@code *.env} must hold for all of these. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///srv/.env/",
        "file:///srv/.env/.",
        "file:///srv/.env/./",
        "file:///srv/.env//",
        "file:///srv/.env%2f",
        "file:///srv/.env%2f.",
        "file:///srv/.env%2F%2F",
        "file:///srv/.env%2f./",
        "file:///srv/.env%5c",
        "file:///srv/.env%5c.",
        "file:///srv/.env\\.",
        "file:///srv/.env%2f.?x",
        "file:///srv/.env%2f.#x",
        "file:///srv/.env/%252e",
        "file:///srv/.env%252f%252e",
        "file:///srv/.env%3fx",
        "file:///srv/.env%2f.%23x",
        "file:///srv/.env;x",
        "file:///srv/.env%3bx",
        "file:///srv/.env/;x/.",
        "file:///srv/.env/.;x",
        "file:///srv/.env.",
        "file:///srv/.env%20",
        "file:///srv/.env::$DATA",
        "file:///srv/\uFF0Eenv",
        "file:///srv/.env\uFF0F\uFF0E",
        "file:///srv/.env\uFF3C",
        "file:///srv/%EF%BC%8Eenv",
        "file:///srv/\uFF052eenv",
        "file:///srv/%EF%BC%852eenv",
        "file:///srv/.env%E2%80%8B",
        "file:///srv/.env%EF%BB%BF",
        "file:///srv/.env%EF%B8%8F",
        "file:///srv/.env%E2%80%8B/",
        "file:///srv/.e%C2%ADnv",
        "file:///srv/.env%25E2%2580%258B",
        "file:///srv/.env\u200B",
        "file:///srv/.env%F3%A0%80%A0",
        "file:///srv/.env%00"
      })
  void endThatServersLeaveOut_hidesNoName(String written) {
    assertThat(AddressReadings.of(written)).contains("file:///srv/.env");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://u@private.example/a",
        "https://u:p@private.example/a",
        "https://private.example./a",
        "https://private.example:443/a",
        "https://private.example.:443/a",
        "https://private.example:/a",
        "https://%70rivate.example/a",
        "https://private\uFF0Eexample/a"
      })
  void hostThatIsWrittenOtherwise_isTheSameHost(String written) {
    assertThat(AddressReadings.of(written)).contains("https://private.example/a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop://open/hours",
        "file:///srv/a.b",
        "memo:a",
        "no address",
        "a%",
        "db://h/{id}"
      })
  void plainAddress_hasOneReading(String address) {
    assertThat(AddressReadings.of(address)).containsExactly(address);
  }

  @Test
  void upperCaseInAPath_isAnotherResource() {
    assertThat(AddressReadings.of("file:///srv/Keys")).doesNotContain("file:///srv/keys");
  }
}
