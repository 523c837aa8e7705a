package io.portreeve.gateway.cli;

import io.portreeve.gateway.KnownPrincipals;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.OAuthSettings;
import io.portreeve.gateway.config.ServedEndpoint;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that say who sends a message. */
final class SenderOption {
  @Option(
      names = "--as",
      paramLabel = "NAME",
      description =
          "Who sends it: the principal of an API key, a client certificate or stdio, with the roles"
              + " it has there (default: somebody without a credential).")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "A role of the sender, in place of those it has; repeatable.")
  private List<String> roles = List.of();

  @Option(
      names = "--client",
      paramLabel = "NAME",
      description = "The client that it comes with, as `corp/desk`, in place of the known one.")
  private Optional<String> client = Optional.empty();

  @Option(
      names = "--actor",
      paramLabel = "NAME",
      description = "Who acts for the sender, as `corp/agent`; repeatable, who acts now first.")
  private List<String> actors = List.of();

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description =
          "A scope that the sender's token grants; repeatable (default: those that all must grant).")
  private List<String> scopes = List.of();

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description = "A group that the issuer puts the sender in; repeatable.")
  private List<String> groups = List.of();

  /**
   * What the sender's credentials prove where he comes to; what was made of the name is said on
   * standard error.
   */
  Identity identity(
      Terminal terminal, Configuration configuration, ServedEndpoint to, Optional<Store> store) {
    KnownPrincipals principals = new KnownPrincipals(configuration.authentication(), store);
    List<Principal> known = principals.at(terminal.clock().instant());
    if (name.isEmpty()) {
      return principals
          .anonymous()
          .<Identity>map(Identity.Authenticated::new)
          .orElseGet(() -> nobody(terminal, known));
    }
    List<Principal> found = known.stream().filter(one -> one.id().equals(name.get())).toList();
    long sets = found.stream().map(Principal::roles).distinct().count();
    if (roles.isEmpty() && sets != 1) {
      terminal.aside("portreeve: " + unclear(found, known));
    }
    Principal first =
        found.isEmpty()
            ? new Principal(name.get(), Set.of(), unknown(configuration))
            : found.getFirst();
    Principal proved =
        new Principal(
            first.id(),
            roles.isEmpty() ? first.roles() : Set.copyOf(roles),
            first.authentication(),
            Set.copyOf(groups),
            Set.copyOf(scopes),
            through(first.delegation()));
    return to.authentication()
        .oauth()
        .filter(_ -> proved.authentication() == Principal.Authentication.ACCESS_TOKEN)
        .map(oauth -> byToken(proved, oauth, terminal))
        .orElseGet(() -> new Identity.Authenticated(proved));
  }

  /** As the door reads a token's scopes; one that nobody spoke of gets in. */
  private Identity byToken(Principal proved, OAuthSettings oauth, Terminal terminal) {
    if (scopes.isEmpty() && !oauth.scopes().isEmpty()) {
      terminal.aside(
          "portreeve: taken is a token with the scopes that all must grant (%s); give --scope to name others"
              .formatted(String.join(" ", oauth.scopes())));
    }
    Set<String> granted =
        oauth.grantedBy(scopes.isEmpty() ? Set.copyOf(oauth.scopes()) : proved.scopes());
    List<String> missing = oauth.missingFrom(granted);
    return missing.isEmpty()
        ? new Identity.Authenticated(proved.granted(proved.groups(), granted))
        : new Identity.Rejected(
            Reason.CREDENTIAL_INSUFFICIENT,
            "the token lacks what all must grant here: " + String.join(" ", missing));
  }

  private Delegation through(Delegation known) {
    return new Delegation(
        client.map(Client::new).or(known::client), actors.stream().map(Actor::new).toList());
  }

  /** Names that begin with that of an issuer come out of its tokens. */
  private Principal.Authentication unknown(Configuration configuration) {
    boolean issued =
        configuration.authentication().oauth().stream()
            .flatMap(oauth -> oauth.issuers().keySet().stream())
            .anyMatch(issuer -> name.orElse("").startsWith(issuer + "/"));
    return issued ? Principal.Authentication.ACCESS_TOKEN : Principal.Authentication.API_KEY;
  }

  private Identity nobody(Terminal terminal, List<Principal> known) {
    terminal.aside("portreeve: nobody sends it; name a sender with --as" + names(known));
    return new Identity.Absent();
  }

  private String unclear(List<Principal> found, List<Principal> known) {
    return found.isEmpty()
        ? name.orElse("") + " is not known here, so without roles; give --role" + names(known)
        : name.orElse("")
            + " is known with several sets of roles, taken is the first; give --role to choose";
  }

  private static String names(List<Principal> known) {
    return " (known are "
        + String.join(", ", known.stream().map(Principal::id).distinct().toList())
        + ")";
  }
}
