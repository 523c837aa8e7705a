package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.http.TestAuthority;
import io.portreeve.gateway.tls.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a text that is right names, and a start refuses. */
class CheckFilesTest extends Checking {
  private static final String TLS =
      RIGHT
          + """
          listen: 127.0.0.1:0
          tls:
            certificate: file:cert.pem
            key: file:key.pem
            client-ca: file:ca.pem
            client-certificates: optional
          """;
  private static final Map<String, String> TOKEN = Map.of("TOKEN", "t");

  private TestAuthority authority;

  @BeforeEach
  void goodFiles() throws Exception {
    authority = new TestAuthority("authority");
    TestAuthority.Keys keys = authority.issue("gateway");
    file("cert.pem", PemFiles.chain(keys));
    file("key.pem", PemFiles.key(keys.key()));
    file("ca.pem", PemFiles.certificates(authority.certificate()));
  }

  @Test
  void filesThatFit_areRight() throws IOException {
    assertThat(check(TLS, TOKEN, "check").code()).isZero();
  }

  @Test
  void keyOfAnotherCertificate_isToldOfCheckAndRunAlike() throws Exception {
    file("key.pem", PemFiles.key(authority.issue("other").key()));

    String what = "tls.key: " + directory.resolve("key.pem") + ": the key is not the one of";
    Ran ran = check(TLS, TOKEN, "check");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("portreeve.yaml:12:8: " + what, "key of the certificate in", "cert.pem");
    assertThat(check(TLS, TOKEN, "run").err()).contains("cannot start: " + what);
  }

  @Test
  void keyInAnOldForm_isToldWithTheCommandThatConvertsIt() throws IOException {
    file("key.pem", PemFiles.bytes(PemFiles.block("RSA PRIVATE KEY", new byte[32])));

    Ran ran = check(TLS, TOKEN, "check");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("tls.key: ", "RSA PRIVATE KEY", "openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
  }

  @Test
  void everyFileThatIsNoPem_isNamed_inJsonToo() throws IOException {
    file("cert.pem", PemFiles.bytes("nothing"));
    file("ca.pem", PemFiles.bytes("nothing"));

    Ran ran = check(TLS, TOKEN, "check", "--json");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out())
        .contains(
            "\"right\":false",
            "\"line\":11",
            "\"path\":\"tls.certificate\"",
            "\"line\":13",
            "\"path\":\"tls.client-ca\"",
            "there is no certificate in the file");
  }

  @Test
  void withoutSecrets_filesAreNotLookedAt() throws IOException {
    file("key.pem", PemFiles.bytes("nothing"));

    assertThat(check(TLS, TOKEN, "check").code()).isEqualTo(2);
    assertThat(check(TLS, TOKEN, "check", "--no-secrets").code()).isZero();
  }

  private void file(String name, byte[] contents) throws IOException {
    Path file = Files.write(directory.resolve(name), contents);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
