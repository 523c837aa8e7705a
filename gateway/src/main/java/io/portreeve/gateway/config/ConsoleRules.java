package io.portreeve.gateway.config;

import static io.portreeve.gateway.config.Configuration.APPROVALS;
import static io.portreeve.gateway.config.Configuration.AUTHENTICATION;
import static io.portreeve.gateway.config.Configuration.CONSOLE;
import static io.portreeve.gateway.config.Configuration.POLICY;
import static io.portreeve.gateway.config.Configuration.SERVERS;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Values;
import io.portreeve.guard.Approver;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What must hold between the console and the rest of the file. */
final class ConsoleRules {
  private ConsoleRules() {}

  /** Nobody can come to pages that show who he is in no way that they know. */
  static void wayIn(Values values, Spot spot) {
    Optional<ConsoleSettings> console = values.get(CONSOLE);
    Spot there = spot.at(CONSOLE);
    if (console.filter(ConsoleSettings::keys).isPresent()
        && !values.get(AUTHENTICATION).apiKeys()) {
      there
          .at(ConsoleSettings.KEYS)
          .problem("is on, and API keys are not", "set `authentication.api-keys: true`");
    }
    console.ifPresent(it -> it.signIn().ifPresent(name -> issuer(it, name, values, there)));
  }

  private static void issuer(ConsoleSettings console, String name, Values values, Spot there) {
    Optional<IssuerSettings> issuer =
        values
            .get(AUTHENTICATION)
            .oauth()
            .flatMap(oauth -> Optional.ofNullable(oauth.issuers().get(name)));
    if (issuer.isEmpty()) {
      there
          .at(ConsoleSettings.SIGN_IN)
          .problem("names no issuer", "use a name of `authentication.oauth.issuers`");
    } else if (issuer.get().signIn().isEmpty()) {
      there
          .at(ConsoleSettings.SIGN_IN)
          .problem(
              "names an issuer at which nobody can sign in",
              "give it a client in `authentication.oauth.issuers." + name + ".sign-in`");
    } else {
      Stream.of(ConsoleRole.values())
          .forEach(role ->
              known(console.holders(role), name, issuer.get(), there.at(Forms.word(role) + "s")));
    }
  }

  /** Whoever gives us a client at an issuer expects that somebody signs in there. */
  static void signInOfSomething(Values values, Spot spot) {
    boolean forServers =
        values.get(SERVERS).values().stream().anyMatch(server -> server.login().isPresent());
    Optional<String> forPages = values.get(CONSOLE).flatMap(ConsoleSettings::signIn);
    Map<String, IssuerSettings> issuers =
        values.get(AUTHENTICATION).oauth().map(OAuthSettings::issuers).orElse(Map.of());
    issuers.forEach((name, issuer) -> {
      if (issuer.signIn().isPresent() && !forServers && !forPages.equals(Optional.of(name))) {
        spot.at(AUTHENTICATION)
            .at(AuthenticationSettings.OAUTH)
            .at(OAuthSettings.ISSUERS)
            .at(name)
            .at(IssuerSettings.SIGN_IN)
            .problem(
                "has no effect: nothing has anybody sign in there",
                "remove it, or name the issuer in `console.sign-in`, or log in at a server"
                    + " (`credentials.login`)");
      }
    });
  }

  private static void known(
      HolderSettings holders, String name, IssuerSettings issuer, Spot there) {
    String prefix = name + "/";
    holders.names().stream()
        .filter(one -> !one.startsWith(prefix))
        .forEach(one ->
            there
                .at(HolderSettings.NAMES)
                .problem(
                    "has `" + one + "`, who cannot sign in",
                    "whoever signs in there has a name such as `" + prefix + "olga`"));
    if (!holders.roles().isEmpty() && issuer.names().roles().isEmpty()) {
      there
          .at(HolderSettings.ROLES)
          .problem(
              "is given, and the issuer gives nobody a role",
              "name the claims of roles in its `claims.roles`");
    }
  }

  /**
   * Who is asked on a page has to sign in for it: with his key, the application that called could
   * answer for him.
   */
  static void page(Values values, Spot spot) {
    ApprovalSettings approvals = values.get(APPROVALS);
    Stream<ApprovalNeed> tools =
        values.get(SERVERS).values().stream()
            .flatMap(server -> server.tools().values().stream())
            .map(approvals::of);
    boolean asked =
        Stream.concat(tools, Stream.of(approvals.consequential(), approvals.undeclared()))
                .anyMatch(ApprovalNeed.PAGE::equals)
            || values.get(POLICY).approve().stream()
                .anyMatch(rule -> rule.by().filter(Approver.PAGE::equals).isPresent());
    if (asked && values.get(CONSOLE).flatMap(ConsoleSettings::signIn).isEmpty()) {
      spot.at(CONSOLE)
          .at(ConsoleSettings.SIGN_IN)
          .problem("is missing, and users are asked on a page", "say where they sign in for it");
    }
  }
}
