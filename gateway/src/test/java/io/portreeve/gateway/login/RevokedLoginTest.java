package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.UserLogins;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.keys.OwnSecrets;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Store;
import io.portreeve.testkit.Eventually;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Logins that the operator looks at and ends, beside the gateway that uses them. */
@Timeout(120)
class RevokedLoginTest {
  private static final Pattern PAGE =
      Pattern.compile("http://[^\\s\"]+/login\\?ticket=[^\\s\"\\\\]+");

  private final LoginDouble server = new LoginDouble();
  private final RunningGateway gateway = gateway();
  private final String key = gateway.key("anna");
  private final McpClient anna = new McpClient(gateway.url(), key);

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

  @AfterEach
  void close() {
    gateway.close();
    server.close();
  }

  private void logIn() throws Exception {
    logInWith(key);
  }

  private void logInWith(String shown) throws Exception {
    McpClient client = new McpClient(gateway.url(), shown);
    Matcher found = PAGE.matcher(client.tools().body());
    assertThat(found.find()).isTrue();
    LoginBrowser browser = new LoginBrowser(gateway);
    URI away = browser.away(found.group(), shown);
    assertThat(browser.comeBack(server.authorized(away, "anna@server")).statusCode())
        .isEqualTo(200);
    assertThat(client.call("who", "{}").body()).contains("anna@server");
  }

  private boolean isAskedToLogIn() {
    try {
      return anna.tools().body().contains("/login?ticket=");
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }

  private Store beside() {
    return gateway.store();
  }

  private UserLogins logins(Store store) {
    return UserLogins.of(
        gateway.configuration(),
        new SecretSource(_ -> Optional.empty()),
        OwnSecrets.in(DataDirectory.open(gateway.data()), new SecureRandom()),
        store,
        InstantSource.system());
  }

  @Test
  void login_isListed_withWhoseItIsAndThroughWhat() throws Exception {
    logIn();
    try (Store store = beside()) {
      List<KeptLogins.Entry> all = logins(store).all();

      assertThat(all)
          .extracting(KeptLogins.Entry::server, KeptLogins.Entry::principal)
          .containsExactly(tuple("it", "anna"));
      assertThat(all.getFirst().through()).hasSize(1).first().asString().startsWith("key:");
      assertThat(all.getFirst().issuer()).hasToString(server.base());
      assertThat(all.getFirst().isRenewed()).isTrue();
    }
  }

  @Test
  void revokedLogin_isGivenBack_andTheUserIsAskedToLogInAgain() throws Exception {
    server.documents.put(
        LoginDouble.ISSUER, LoginDouble.metadata(",\"revocation_endpoint\":\"@/revoke\""));
    logIn();
    assertThat(server.renewable()).isEqualTo(1);
    try (Store store = beside()) {
      UserLogins logins = logins(store);

      assertThat(logins.revoke(logins.all()))
          .extracting(UserLogins.Ended::left)
          .containsExactly(Optional.empty());

      assertThat(logins.all()).isEmpty();
    }
    assertThat(server.renewable()).isZero();
    assertThat(server.tokens).isEmpty();
    Eventually.holds("anna is asked to log in", this::isAskedToLogIn);
  }

  private void revokeAll() {
    server.beforeTokensGo = () -> {};
    try (Store store = beside()) {
      var _ = logins(store).revoke(logins(store).all());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tokens that only the authorization server and a renewal under way know of yet. */
  @Test
  void loginThatIsRevokedJustWhenItIsRenewed_leavesNoTokensBehind() throws Exception {
    server.documents.put(
        LoginDouble.ISSUER, LoginDouble.metadata(",\"revocation_endpoint\":\"@/revoke\""));
    server.expiresIn = ",\"expires_in\":5"; // within the margin, so renewed with each call
    logIn();
    Set<String> older = Set.copyOf(server.tokens.keySet());
    server.beforeTokensGo = this::revokeAll;

    assertThat(anna.call("who", "{}").body())
        .contains("/login?ticket=")
        .doesNotContain("anna@server");

    assertThat(server.renewable()).isZero();
    assertThat(older).containsAll(server.tokens.keySet());
    try (Store store = beside()) {
      assertThat(logins(store).all()).isEmpty();
    }
    assertThat(gateway.recorded().text()).contains("its new tokens were given back");
  }

  @Test
  void loginThatIsRevokedJustWhenItIsRenewed_isToldOf_whereNothingCanBeGivenBack()
      throws Exception {
    server.expiresIn = ",\"expires_in\":5";
    logIn();
    server.beforeTokensGo = this::revokeAll;

    assertThat(anna.call("who", "{}").body()).contains("/login?ticket=");

    assertThat(gateway.recorded().text()).contains("forgotten, but not given back");
  }

  /**
   * A client that only listens, and never calls again: without a look at what the store says, its
   * stream would go on with the token for as long as the server likes.
   */
  @Test
  void streamThatIsOpenWithALogin_endsSoonAfterItIsRevoked_andNotBefore() throws Exception {
    logIn();
    FutureTask<Reply> listening =
        new FutureTask<>(
            () -> anna.ask("subscriptions/listen", "'notifications':{'toolsListChanged':true}"));
    Thread.ofVirtual().start(listening);
    Eventually.holds("anna listens", () -> server.listening() == 1);
    assertThat(anna.call("who", "{}").body()).contains("anna@server");
    assertThat(listening.isDone()).isFalse();

    try (Store store = beside()) {
      var _ = logins(store).revoke(logins(store).all());
    }

    Eventually.holds("nobody listens", () -> server.listening() == 0);
    assertThat(listening.get(1, TimeUnit.MINUTES).body()).contains("acknowledged");
  }

  /** Where tokens cannot be given back they are forgotten all the same, and that is said. */
  @Test
  void loginThatCannotBeGivenBack_isForgotten() throws Exception {
    logIn();
    try (Store store = beside()) {
      UserLogins logins = logins(store);

      assertThat(logins.revoke(logins.all()).getFirst().left().orElseThrow())
          .contains("no place where tokens are given back");
    }
    assertThat(server.tokens).isNotEmpty();
    Eventually.holds("anna is asked to log in", this::isAskedToLogIn);
  }

  /** What is missing for one login must not leave another good. */
  @Test
  void loginsOfAllClients_areForgotten_alsoWhereOurSecretIsMissing() throws Exception {
    logIn();
    logInWith(gateway.key("anna"));
    Configuration withoutTheSecret =
        Configurations.of(
            gateway.data(),
            """
            data: %s
            servers:
              it:
                url: "%s"
                credentials: {login: {issuer: "https://id.example.com", client-id: us, client-secret: "env:MISSING"}}
            """
                .formatted(gateway.data(), server.url()));
    try (Store store = beside()) {
      UserLogins logins =
          UserLogins.of(
              withoutTheSecret,
              new SecretSource(_ -> Optional.empty()),
              OwnSecrets.in(DataDirectory.open(gateway.data()), new SecureRandom()),
              store,
              InstantSource.system());
      assertThat(logins.all()).hasSize(2);

      assertThat(logins.revoke(logins.all()))
          .extracting(one -> one.left().orElse("given back"))
          .hasSize(2)
          .allSatisfy(why -> assertThat(why).contains("MISSING"));

      assertThat(logins.all()).isEmpty();
    }
    Eventually.holds("anna is asked to log in", this::isAskedToLogIn);
  }
}
