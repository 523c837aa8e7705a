package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.journey.UpstreamException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireReaderTest {
  /** One tool whose schema is too deep hides its whole list: the operator must see why. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[ | 65 | too-deep, beyond 64 levels",
        "1 | 100001 | too-many-bytes, beyond 100000 bytes",
        "] | 1 | unexpected-byte"
      })
  void whatCannotBeRead_saysBeyondWhichBound(String piece, int times, String said) {
    byte[] message = piece.repeat(times).getBytes(StandardCharsets.UTF_8);

    assertThatExceptionOfType(UpstreamException.class)
        .isThrownBy(() -> new WireReader(100_000).json(message))
        .withMessage("the server sent no acceptable JSON: " + said);
  }
}
