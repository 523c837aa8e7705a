package io.portreeve.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.http.TestAuthority;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.tls.PemFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateLooksTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void certificate_isHeldAgainstTheClock() throws Exception {
    Instant now = Instant.now();
    Instant end = now.plus(Duration.ofDays(90));
    Path file = directory.resolve("own.pem");
    Files.write(file, PemFiles.chain(new TestAuthority("corp").issue("own", end)));
    Configuration right = right(file);

    assertThat(look(right, now)).containsExactly("certificate-long for one");
    assertThat(look(right, end.minus(Duration.ofDays(2))))
        .contains("certificate-ends of the listener", "certificate-ends for one");
    assertThat(look(right, end.plusSeconds(1)))
        .containsExactly("certificate-expired of the listener", "certificate-expired for one");
  }

  @Test
  void certificateThatCannotBeRead_isForCheckToTell() {
    assertThat(look(right(directory.resolve("none.pem")), Instant.now())).isEmpty();
  }

  private static List<String> look(Configuration right, Instant now) {
    Stream<Complaint> found =
        new CertificateLooks(new SecretSource(_ -> Optional.empty()), now).of(right);
    return found.map(one -> one.rule() + " " + one.subject()).toList();
  }

  private static Configuration right(Path file) {
    return Clinic.right(
        """
        data: ./data
        tls: {certificate: "file:FILE", key: "file:own.key"}
        servers:
          one:
            url: https://one.example/mcp
            tls: {certificate: "file:FILE", key: "file:own.key"}
        """
            .replace("FILE", file.toString()));
  }
}
