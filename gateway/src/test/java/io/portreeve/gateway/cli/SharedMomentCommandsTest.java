package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.http.TestAuthority;
import io.portreeve.gateway.tls.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands where nodes share a Redis, which none of them asks. */
class SharedMomentCommandsTest {
  private static final String PASSWORD = "of-the-redis";

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void configure() throws IOException {
    secret("nodes", "n".repeat(40));
    secret("password", PASSWORD);
    Files.writeString(
        folder.resolve("portreeve.yaml"),
        """
        data: ./data
        servers: {a: {command: [x]}}
        state:
          secret: file:./nodes
          redis: {url: "rediss://127.0.0.1:1/2", user: ours, password: "file:./password", ca: "file:./ca.pem"}
        """);
  }

  private void secret(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void check_namesTheRedis_andShowsNoPassword() throws Exception {
    Files.write(
        folder.resolve("ca.pem"),
        PemFiles.certificates(new TestAuthority("authority").certificate()));

    Ran ran = Ran.in(folder, "check");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains("Redis rediss://127.0.0.1:1/2 as ours, over TLS")
        .doesNotContain(PASSWORD);
    assertThat(Ran.in(folder, "check", "--json").out())
        .contains("\"state\":{\"redis\":\"rediss://127.0.0.1:1/2\"")
        .doesNotContain(PASSWORD);
  }

  @Test
  void acceptedSecrets_areShown_andFoundWhereTheyAreTheSame() throws Exception {
    Files.write(
        folder.resolve("ca.pem"),
        PemFiles.certificates(new TestAuthority("authority").certificate()));
    Path file = folder.resolve("portreeve.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("  redis:", "  accepted-secrets: [\"file:./earlier\"]\n  redis:"));
    secret("earlier", "e".repeat(40));

    assertThat(Ran.in(folder, "check").out())
        .contains("accepts", "beside `state.secret`, what was made under file:");
    assertThat(Ran.in(folder, "check", "--json").out()).contains("\"accepted-secrets\":[\"file:");

    secret("earlier", "n".repeat(40));
    Ran same = Ran.in(folder, "check");
    assertThat(same.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(same.err())
        .contains("state.accepted-secrets", "holds the same as `state.secret`")
        .doesNotContain("nnnn");
  }

  /** Whichever command finds out first. */
  @Test
  void secretThatIsTooShort_endsEachCommandAlike() throws Exception {
    Files.write(
        folder.resolve("ca.pem"),
        PemFiles.certificates(new TestAuthority("authority").certificate()));
    secret("nodes", "short");

    assertThat(Ran.in(folder, "check").code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(Ran.in(folder, "keys", "create", "--principal", "anna").code())
        .isEqualTo(ExitCode.USAGE.number());
  }

  @Test
  void fileWithoutAuthorities_isFoundByCheck_beforeAStartRefusesIt() throws IOException {
    Files.writeString(folder.resolve("ca.pem"), "-----BEGIN NONSENSE-----\n");

    Ran ran = Ran.in(folder, "check");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.err()).contains("state.redis.ca", "name a file with certificates");
  }
}
