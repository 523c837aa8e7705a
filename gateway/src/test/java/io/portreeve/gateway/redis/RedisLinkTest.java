package io.portreeve.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.gateway.conversations.ConversationStore;
import io.portreeve.gateway.conversations.RedisConversations;
import io.portreeve.gateway.conversations.Speaker;
import io.portreeve.gateway.downstream.OpenSession;
import io.portreeve.gateway.downstream.RedisSessionRegister;
import io.portreeve.gateway.downstream.SessionRegister;
import io.portreeve.gateway.http.TestAuthority;
import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.store.Counters.Take.Granted;
import io.portreeve.gateway.store.Rate;
import io.portreeve.gateway.store.ShortLived;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.gateway.tls.PemFiles;
import io.portreeve.guard.EndpointId;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.ClientCapabilities;
import io.portreeve.mcp.LogLevel;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.legacy.ClientHandshake;
import io.portreeve.testkit.Eventually;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NeedsRedis
@Timeout(120)
class RedisLinkTest {
  private static final String COMMAND = "redis-cli ";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Seal SEAL = Seal.forNow(new SecureRandom());

  private static String pem(TestAuthority authority) throws Exception {
    return new String(PemFiles.certificates(authority.certificate()), StandardCharsets.US_ASCII);
  }

  private static RedisServer encrypted(Path folder, TestAuthority authority, String host)
      throws Exception {
    GeneralNames names = new GeneralNames(new GeneralName(GeneralName.dNSName, host));
    TestAuthority.Keys keys = authority.issue(host, Instant.now().plus(Duration.ofHours(1)), names);
    Path chain = Files.write(folder.resolve("chain.pem"), PemFiles.chain(keys));
    Path key = Files.write(folder.resolve("key.pem"), PemFiles.key(keys.key()));
    return RedisServer.start(
        "tls-cert-file " + chain, "tls-key-file " + key, "tls-auth-clients no");
  }

  @Test
  void serverThatItsAuthorityVouchesFor_isSpokenToInTls(@TempDir Path folder) throws Exception {
    TestAuthority authority = new TestAuthority("ours");
    try (RedisServer server = encrypted(folder, authority, "localhost");
        RedisLink link = server.link(PATIENCE, Optional.of(pem(authority)), server.password())) {
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

  /** The rights that docs/shared-state.md gives to the user of the nodes. */
  @Test
  void userWithTheRightsOfTheDocumentation_mayDoAllThatNodesDo() throws Exception {
    String line =
        Files.readAllLines(documentation()).stream()
            .filter(text -> text.startsWith(COMMAND + "ACL SETUSER portreeve "))
            .findFirst()
            .orElseThrow()
            .substring(COMMAND.length())
            .replace("'", "")
            .replace(">…", ">secret");
    try (RedisServer server = RedisServer.start()) {
      server.ask(line.split(" "));
      try (RedisLink link = server.linkAs("portreeve", "secret")) {
        assertThat(link.connected()).isTrue();
        Rate rate = new Rate(1, Duration.ofDays(1));
        Instant soon = Instant.now().plusSeconds(5);

        assertThat(new RedisCounters(link).take("a", rate, 1)).isEqualTo(new Granted(0));
        assertThat(new RedisSingleUse(link).spend("a", "1", soon, soon.plusSeconds(60))).isTrue();
        converses(new RedisConversations(link, SEAL, new SecureRandom()));
        shortLived(new RedisShortLived(link, SEAL, InstantSource.system(), "visitor", 2));
        holdsSessions(
            new RedisSessionRegister(link, SEAL, EndpointId.unnamed(), Duration.ofHours(1), 1));
      }
    }
  }

  private static Path documentation() {
    return Path.of("..").resolve("docs").resolve("shared-state.md");
  }

  private static void converses(ConversationStore store) {
    Speaker anna = new Speaker("anna", "anna at her desk");
    for (int i = 0; i <= ConversationStore.MOST_OF_ONE; i++) {
      store.begin(anna, "c" + i, Conversation.startedBy(""));
    }
    store.change(anna, "c1", talk -> talk.hearingUser("more"));
    assertThat(store.find(anna, "c0")).isEmpty();
    assertThat(store.find(anna, "c1")).isPresent();
  }

  private static void shortLived(ShortLived kept) {
    JsonObject content = JsonObject.empty().with("who", "anna");
    kept.putFor("desk", "1", content, PATIENCE);
    kept.putFor("desk", "2", content, PATIENCE);
    assertThat(kept.get("1")).isEmpty();
    assertThat(kept.take("2")).isPresent();
    kept.remove("2");
  }

  private static void holdsSessions(SessionRegister register) {
    Principal anna = new Principal("anna", Set.of(), Principal.Authentication.API_KEY);
    ClientHandshake client =
        new ClientHandshake(Revision.LATEST_STATEFUL, ClientCapabilities.NONE, Optional.empty());
    register.begin("1", new OpenSession(anna, client, JsonObject.empty(), Optional.empty()));
    register.level("1", LogLevel.ERROR);
    assertThat(register.find("1", anna)).isInstanceOf(SessionRegister.Standing.Open.class);
    assertThat(register.keep("1", anna)).isTrue();
    register.begin("2", new OpenSession(anna, client, JsonObject.empty(), Optional.empty()));
    assertThat(register.find("1", anna)).isEqualTo(new SessionRegister.Standing.Over());
    register.end("2");
    assertThat(register.find("2", anna)).isEqualTo(new SessionRegister.Standing.Over());
  }

  /** It would take what others wrote for lost, and nobody would know why. */
  @Test
  void nodeThatSealsWithAnotherKey_isNotConnected_untilTheOthersAreGone() {
    try (RedisServer server = RedisServer.start()) {
      RedisLink other;
      try (RedisLink ours = server.linkOf("ours")) {
        other = server.linkOf("another");
        assertThat(ours.connected()).isTrue();
        assertThat(other.connected()).isFalse();
      }
      try (other) {
        Eventually.holds("the key of the others is forgotten", other::connected);
      }
    }
  }

  /** So a key is rotated at one node after the other. */
  @Test
  void nodesThatOpenWhatEachOtherSeals_areConnected_andOneThatDoesNotIsNot() {
    try (RedisServer server = RedisServer.start();
        RedisLink first = server.linkOf("old", "new");
        RedisLink second = server.linkOf("new", "old");
        RedisLink behind = server.linkOf("old")) {
      assertThat(first.connected()).isTrue();
      assertThat(second.connected()).isTrue();
      assertThat(behind.connected()).isFalse();
    }
  }

  @Test
  void nodeThatDoesNotOpenWhatANewerOneSeals_isNotConnectedAnyMore() {
    try (RedisServer server = RedisServer.start();
        RedisLink behind = server.linkOf("old")) {
      assertThat(behind.connected()).isTrue();

      try (RedisLink ahead = server.linkOf("new", "old")) {
        assertThat(ahead.connected()).isTrue();
        Eventually.holds("it is left out", () -> !behind.connected());
      }
    }
  }

  @Test
  void facts_ofAServerThatSaysLittle_areUnfit() {
    assertThat(ServerFacts.of("").unfit()).isPresent();
    assertThat(facts("role:slave\nmaxmemory:0").unfit()).isPresent();
    assertThat(facts("role:master").unfit()).isPresent();
    assertThat(facts("role:master\r\nmaxmemory:0\r\n").unfit()).isEmpty();
    assertThat(ServerFacts.of("run_id:1\nrole:master\nmaxmemory:0").unfit()).isPresent();
    assertThat(ServerFacts.of("master_replid:1\nrole:master\nmaxmemory:0").unfit()).isPresent();
  }

  private static ServerFacts facts(String more) {
    return ServerFacts.of("run_id:1\nmaster_replid:2\n" + more);
  }
}
