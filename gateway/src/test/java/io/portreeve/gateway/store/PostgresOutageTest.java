package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.http.TestAuthority;
import io.portreeve.gateway.pem.Pem;
import io.portreeve.gateway.store.PostgresServer.Database;
import io.portreeve.testkit.Eventually;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of the store while its server is away, does not answer or is another. */
@NeedsPostgres
class PostgresOutageTest {
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Relation MINE =
      new Relation("k", "o", "owner", "principal:p", Instant.EPOCH);

  private static PostgresServer server;
  private static TestAuthority authority;

  @BeforeAll
  static void start() throws Exception {
    server = PostgresServer.start();
    authority = new TestAuthority("tests");
    GeneralNames names = new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost"));
    TestAuthority.Keys keys =
        authority.issue("database", Instant.now().plus(Duration.ofHours(1)), names);
    Database any = server.database();
    any.execute(
        "ALTER SYSTEM SET ssl_cert_file = '%s'"
            .formatted(server.put("server.pem", Pem.text(List.of(keys.chain())))));
    any.execute(
        "ALTER SYSTEM SET ssl_key_file = '%s'"
            .formatted(server.put("server.key", Pem.text(keys.key()))));
    any.execute("ALTER SYSTEM SET ssl = on");
    server.kill();
    server.resume();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void whileTheServerIsAway_everythingIsRefused_andAfterwardsEverythingIsThere() {
    Database database = server.database();
    try (PostgresStore store = PostgresStore.open(database.options(SHORT))) {
      assertThat(store.relations().add(MINE)).isTrue();

      server.kill();
      try {
        assertThatThrownBy(() -> store.relations().list(Relations.Wanted.all(), 9))
            .isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> store.relations().remove(MINE, Instant.EPOCH))
            .isInstanceOf(StoreUnavailable.class)
            .hasMessageContaining("refused")
            .hasMessageNotContaining(PostgresServer.PASSWORD);
        assertThatThrownBy(() -> PostgresStore.open(database.options(SHORT)))
            .isInstanceOf(StoreUnavailable.class)
            .hasMessageContaining(database.address());
      } finally {
        server.resume();
      }

      Eventually.holds("the store can be read again", () -> isThere(store));
    }
  }

  private static boolean isThere(Store store) {
    try {
      return store.relations().list(Relations.Wanted.all(), 9).equals(List.of(MINE));
    } catch (StoreUnavailable still) {
      return false;
    }
  }

  @Test
  void serverThatTakesConnectionsAndSaysNothing_isNotWaitedForForEver() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      PostgresOptions options =
          new PostgresOptions(
              "127.0.0.1:" + mute.getLocalPort() + "/x",
              "x",
              () -> "x",
              Optional.empty(),
              false,
              2,
              SHORT);
      assertThatThrownBy(() -> PostgresStore.open(options)).isInstanceOf(StoreUnavailable.class);
    }
  }

  private static PostgresOptions encrypted(Database database, String host, String authorities) {
    Supplier<String> pem = () -> authorities;
    return new PostgresOptions(
        database.address().replace("127.0.0.1", host),
        PostgresServer.USER,
        () -> PostgresServer.PASSWORD,
        Optional.of(pem),
        true,
        2,
        Duration.ofSeconds(10));
  }

  private static String pem(TestAuthority of) throws GeneralSecurityException {
    return Pem.text(List.of(of.certificate()));
  }

  @Test
  void serverOfTheRightAuthorityAndName_isSpokenToOverTls() throws Exception {
    Database database = server.database();
    try (PostgresStore store =
        PostgresStore.open(encrypted(database, "localhost", pem(authority)))) {
      assertThat(store.relations().add(MINE)).isTrue();
    }
  }

  @Test
  void serverOfAnotherAuthority_isToldNoPassword() throws Exception {
    Database database = server.database();
    assertThatThrownBy(() ->
            PostgresStore.open(encrypted(database, "localhost", pem(new TestAuthority("others")))))
        .isInstanceOf(StoreUnavailable.class)
        .hasStackTraceContaining("PKIX path");
  }

  @Test
  void serverOfAnotherName_isToldNoPassword() throws Exception {
    Database database = server.database();
    // The same server under a name that its certificate does not have.
    assertThatThrownBy(() -> PostgresStore.open(encrypted(database, "127.0.0.1", pem(authority))))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("127.0.0.1");
  }

  @Test
  void serverWithoutTls_isNotSpokenToWhereItIsDemanded() throws Exception {
    Database database = PostgresServer.shared().database();
    assertThatThrownBy(() -> PostgresStore.open(encrypted(database, "localhost", pem(authority))))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("SSL");
  }
}
