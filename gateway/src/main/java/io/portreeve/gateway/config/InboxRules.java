package io.portreeve.gateway.config;

import static io.portreeve.gateway.config.Configuration.APPROVALS;
import static io.portreeve.gateway.config.Configuration.AUTHENTICATION;

import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Values;
import java.util.Optional;

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
}
