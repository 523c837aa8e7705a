package io.portreeve.gateway.config;

import static io.portreeve.gateway.config.Configuration.APPROVALS;
import static io.portreeve.gateway.config.Configuration.AUTHENTICATION;
import static io.portreeve.gateway.config.Configuration.POLICY;
import static io.portreeve.gateway.config.Configuration.SERVERS;

import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Values;
import io.portreeve.guard.Approver;
import java.util.Optional;
import java.util.stream.Stream;

/** What must hold between the page of approvals and the rest of the file. */
final class InboxRules {
  private InboxRules() {}

  /** Nobody can come to a page that shows who he is in no way that it knows. */
  static void signIn(Values values, Spot spot) {
    Optional<InboxSettings> inbox = values.get(APPROVALS).inbox();
    if (inbox.isEmpty()) {
      return;
    }
    Spot there = spot.at(APPROVALS).at(ApprovalSettings.INBOX);
    String name = inbox.get().signIn();
    Optional<IssuerSettings> issuer =
        values
            .get(AUTHENTICATION)
            .oauth()
            .flatMap(oauth -> Optional.ofNullable(oauth.issuers().get(name)));
    if (issuer.isEmpty()) {
      there
          .at(InboxSettings.SIGN_IN)
          .problem("names no issuer", "use a name of `authentication.oauth.issuers`");
    } else if (issuer.get().signIn().isEmpty()) {
      there
          .at(InboxSettings.SIGN_IN)
          .problem(
              "names an issuer at which nobody can sign in",
              "give it a client in `authentication.oauth.issuers." + name + ".sign-in`");
    } else {
      known(inbox.get(), issuer.get(), there);
    }
  }

  private static void known(InboxSettings inbox, IssuerSettings issuer, Spot there) {
    String prefix = inbox.signIn() + "/";
    inbox.approvers().stream()
        .filter(name -> !name.startsWith(prefix))
        .forEach(name ->
            there
                .at(InboxSettings.APPROVERS)
                .problem(
                    "has `" + name + "`, who cannot sign in",
                    "whoever signs in there has a name such as `" + prefix + "olga`"));
    if (!inbox.approverRoles().isEmpty() && issuer.names().roles().isEmpty()) {
      there
          .at(InboxSettings.APPROVER_ROLES)
          .problem(
              "is given, and the issuer gives nobody a role",
              "name the claims of roles in its `claims.roles`");
    }
  }

  /** Who is asked on a page needs one. */
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
    if (asked && approvals.inbox().isEmpty()) {
      spot.at(APPROVALS)
          .at(ApprovalSettings.INBOX)
          .problem("is missing, and users are asked on a page", "say where they sign in for it");
    }
  }
}
