package io.portreeve.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.http.TestAuthority;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.gateway.tls.PemFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class RedisLinkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static String pem(TestAuthority authority) throws Exception {
    return new String(
        PemFiles.certificates(authority.certificate()), StandardCharsets.US_ASCII);
  }

  private static RedisServer encrypted(Path folder, TestAuthority authority, String host)
      throws Exception {
    GeneralNames names = new GeneralNames(new GeneralName(GeneralName.dNSName, host));
    TestAuthority.Keys keys =
        authority.issue(host, Instant.now().plus(Duration.ofHours(1)), names);
    Path chain = Files.write(folder.resolve("chain.pem"), PemFiles.chain(keys));
    Path key = Files.write(folder.resolve("key.pem"), PemFiles.key(keys.key()));
    return RedisServer.start(
        "tls-cert-file " + chain, "tls-key-file " + key, "tls-auth-clients no");
  }

  @Test
  void serverThatItsAuthorityVouchesFor_isSpokenToInTls(@TempDir Path folder) throws Exception {
    TestAuthority authority = new TestAuthority("ours");
    try (RedisServer server = encrypted(folder, authority, "localhost");
        RedisLink link =
            server.link(PATIENCE, Optional.of(pem(authority)), server.password())) {
      assertThat(link.connected()).isTrue();
      assertThat(link.session().answers()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"localhost, another", "elsewhere.example, ours"})
  void serverOfAnotherAuthorityOrName_isNotSpokenTo(
      String host, String trusted, @TempDir Path folder) throws Exception {
    TestAuthority authority = new TestAuthority("ours");
    TestAuthority believed = trusted.equals("ours") ? authority : new TestAuthority("another");
    try (RedisServer server = encrypted(folder, authority, host);
        RedisLink link = server.link(PATIENCE, Optional.of(pem(believed)), server.password())) {
      assertThat(link.connected()).isFalse();
      assertThatThrownBy(link::session).isInstanceOf(StoreUnavailable.class);
    }
  }

  @Test
  void authoritiesThatDoNotRead_areAFaultOfTheConfiguration() {
    RedisServer server = RedisServer.shared();

    assertThatThrownBy(() -> server.link(PATIENCE, Optional.of("none"), server.password()))
        .isInstanceOf(SecretUnavailable.class);
  }

  @Test
  void serverThatDoesNotTakeThePassword_isNotConnected() {
    try (RedisLink link = RedisServer.shared().link(PATIENCE, Optional.empty(), "wrong")) {
      assertThat(link.connected()).isFalse();
    }
  }

  @Test
  void facts_ofAServerThatSaysLittle_areUnfit() {
    assertThat(ServerFacts.of("").unfit()).isPresent();
    assertThat(ServerFacts.of("run_id:1\nrole:slave\nmaxmemory:0").unfit()).isPresent();
    assertThat(ServerFacts.of("run_id:1\nrole:master").unfit()).isPresent();
    assertThat(ServerFacts.of("run_id:1\r\nrole:master\r\nmaxmemory:0\r\n").unfit()).isEmpty();
  }
}
