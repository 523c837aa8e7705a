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
