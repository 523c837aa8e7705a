package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.UserLogins;
import io.portreeve.gateway.cli.Ran;
import io.portreeve.gateway.keys.OwnSecrets;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.gateway.store.Acceptances;
import io.portreeve.gateway.store.Act;
import io.portreeve.gateway.store.Acts;
import io.portreeve.gateway.store.ApiKeys;
import io.portreeve.gateway.store.Approvals;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.MemorySignatures;
import io.portreeve.gateway.store.Pins;
import io.portreeve.gateway.store.Relations;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.Store;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.Jsons;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator types about logins that users really made, beside the running gateway. */
@Timeout(120)
class LoginCommandsTest {
  private static final Pattern PAGE =
      Pattern.compile("http://[^\\s\"]+/login\\?ticket=[^\\s\"\\\\]+");

  private final LoginDouble server = new LoginDouble();
  private final RunningGateway gateway = gateway();
  private final String desk = gateway.key("anna");
  private final String phone = gateway.key("anna");
  private final String berts = gateway.key("bert");

  private RunningGateway gateway() {
    try {
      return RunningGateway.inFrontOf(
          "url: \"" + server.url() + "\", era: modern, credentials: {login: {}}",
          RunningGateway.ALL,
          "authentication: {api-keys: true}");
    } catch (StartFault fault) {
      throw new AssertionError(fault);
    }
  }

  @BeforeEach
  void logIn() throws Exception {
    Files.writeString(
        directory().resolve("portreeve.yaml"),
        "data: ./data\nservers: {it: {url: \"" + server.url() + "\", credentials: {login: {}}}}\n");
    server.documents.put(
        LoginDouble.ISSUER, LoginDouble.metadata(",\"revocation_endpoint\":\"@/revoke\""));
    logIn(desk, "anna@server");
    logIn(phone, "anna@server");
    logIn(berts, "bert@server");
  }

  @AfterEach
  void close() {
    gateway.close();
    server.close();
  }

  private Path directory() {
    return gateway.data().resolveSibling(".").normalize();
  }

  private void logIn(String key, String user) throws Exception {
    McpClient client = new McpClient(gateway.url(), key);
    Matcher found = PAGE.matcher(client.tools().body());
    assertThat(found.find()).isTrue();
    LoginBrowser browser = new LoginBrowser(gateway);
    URI away = browser.away(found.group(), key);
    assertThat(browser.comeBack(server.authorized(away, user)).statusCode()).isEqualTo(200);
    assertThat(client.call("who", "{}").body()).contains(user);
  }

  private Ran run(String... args) {
    return Ran.in(directory(), args);
  }

  private boolean isLoggedIn(String key) {
    try {
      return new McpClient(gateway.url(), key).call("who", "{}").body().contains("@server");
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }

  private List<JsonObject> listed() {
    return run("logins", "list", "--json").outLines().stream().map(Jsons::object).toList();
  }

  @Test
  void list_hasALineForEachClientOfEachUser_andNoToken() {
    Ran table = run("logins", "list");

    assertThat(table.code()).isZero();
    assertThat(table.outLines()).hasSize(4).first().asString().startsWith("SERVER");
    assertThat(table.out()).contains("anna", "bert", "key:").doesNotContain("access-", "refresh-");
    assertThat(listed())
        .hasSize(3)
        .allSatisfy(login -> {
          assertThat(login.string("server")).contains("it");
          assertThat(login.array("through").orElseThrow().size()).isOne();
          assertThat(login.string("issuer")).contains(server.base());
          assertThat(login.bool("renewed")).contains(true);
          assertThat(login.toString()).doesNotContain("access-", "refresh-");
        });
    assertThat(listed()).extracting(login -> login.array("through")).doesNotHaveDuplicates();
  }

  @Test
  void revoke_endsTheLoginsOfAllClientsOfTheUser_andNobodyElses() {
    Ran revoked = run("logins", "revoke", "it", "anna");

    assertThat(revoked.code()).isZero();
    assertThat(revoked.outLines())
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allMatch(line -> line.startsWith("ended the login of anna at it through key:"));
    assertThat(listed())
        .extracting(login -> login.string("principal").orElseThrow())
        .containsExactly("bert");
    assertThat(server.renewable()).isOne();
    Eventually.holds("anna is out", () -> !isLoggedIn(desk) && !isLoggedIn(phone));
    assertThat(isLoggedIn(berts)).isTrue();
    assertThat(run("logins", "revoke", "it", "anna").code()).isEqualTo(1);
  }

  @Test
  void revoke_saysAsJson_whatBecameOfEach() {
    Ran revoked = run("logins", "revoke", "it", "bert", "--json");

    assertThat(revoked.code()).isZero();
    JsonObject ended = Jsons.object(revoked.out());
    assertThat(ended.string("principal")).contains("bert");
    assertThat(ended.bool("givenBack")).contains(true);
    assertThat(ended.has("left")).isFalse();
  }

  @Test
  void tokensThatStayGoodElsewhere_areToldOf_alsoByTheExitCode() {
    server.revokeStatus = 503;

    Ran told = run("logins", "revoke", "it", "anna");
    assertThat(told.code()).isEqualTo(1);
    assertThat(told.out()).contains("not given back to " + server.base() + ": HTTP 503");

    Ran json = run("logins", "revoke", "it", "bert", "--json");
    assertThat(json.code()).isEqualTo(1);
    assertThat(Jsons.object(json.out()).bool("givenBack")).contains(false);
    assertThat(Jsons.object(json.out()).string("left").orElseThrow()).contains("HTTP 503");

    assertThat(listed()).isEmpty();
  }

  @Test
  void everyLoginThatIsRevoked_isOnRecord_withItsClient() {
    run("logins", "revoke", "it", "anna");

    assertThat(gateway.recorded().text().lines().filter(line -> line.contains("login-revoked")))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allMatch(line -> line.contains("\"principal\":\"anna\"") && line.contains("key:"));
  }

  /** What cannot be put on record does not happen, not even the first of two. */
  @Test
  void loginsWhoseRevocationCannotBeNoted_areAllStillThere() {
    try (Store store = new Unnoted(open(), 1)) {
      UserLogins logins =
          UserLogins.of(
              gateway.configuration(),
              new SecretSource(_ -> Optional.empty()),
              OwnSecrets.in(DataDirectory.open(gateway.data()), new SecureRandom()),
              store,
              InstantSource.system());

      assertThatThrownBy(() -> logins.revoke(logins.all())).isInstanceOf(StoreUnavailable.class);
    }
    assertThat(listed()).hasSize(3);
    assertThat(server.renewable()).isEqualTo(3);
    assertThat(isLoggedIn(desk)).isTrue();
  }

  private Store open() {
    return gateway.store();
  }

  /** A store that takes only so many notes. */
  private static final class Unnoted implements Store {
    private final Store store;
    private int left;

    Unnoted(Store store, int left) {
      this.store = store;
      this.left = left;
    }

    @Override
    public Acts acts() {
      return new Acts() {
        @Override
        public List<Act> waiting(int most) {
          return store.acts().waiting(most);
        }

        @Override
        public void note(String event, JsonObject fields, Instant at) {
          if (left-- <= 0) {
            throw new StoreUnavailable("full");
          }
          store.acts().note(event, fields, at);
        }

        @Override
        public void recorded(Act act) {
          store.acts().recorded(act);
        }
      };
    }

    @Override
    public ApiKeys apiKeys() {
      return store.apiKeys();
    }

    @Override
    public Approvals approvals() {
      return store.approvals();
    }

    @Override
    public MemorySignatures memorySignatures() {
      return store.memorySignatures();
    }

    @Override
    public Pins pins() {
      return store.pins();
    }

    @Override
    public Relations relations() {
      return store.relations();
    }

    @Override
    public Settings settings() {
      return store.settings();
    }

    @Override
    public Acceptances acceptances() {
      return store.acceptances();
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
