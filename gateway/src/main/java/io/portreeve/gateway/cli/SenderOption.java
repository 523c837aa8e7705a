package io.portreeve.gateway.cli;

import io.portreeve.gateway.KnownPrincipals;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Principal;
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

  /** What the sender's credentials prove; what was made of the name is said on standard error. */
  Identity identity(Terminal terminal, Configuration configuration, Optional<Store> store) {
    KnownPrincipals principals = new KnownPrincipals(configuration.authentication(), store);
    List<Principal> known = principals.at(terminal.clock().instant());
    if (name.isEmpty()) {
      return principals
          .anonymous()
          .<Identity>map(Identity.Authenticated::new)
          .orElseGet(() -> nobody(terminal, known));
    }
    List<Principal> found = known.stream().filter(one -> one.id().equals(name.get())).toList();
    if (roles.isEmpty() && found.size() != 1) {
      terminal.err().println("portreeve: " + unclear(found, known));
    }
    Principal first =
        found.isEmpty()
            ? new Principal(name.get(), Set.of(), Principal.Authentication.API_KEY)
            : found.getFirst();
    return new Identity.Authenticated(
        roles.isEmpty()
            ? first
            : new Principal(first.id(), Set.copyOf(roles), first.authentication()));
  }

  private Identity nobody(Terminal terminal, List<Principal> known) {
    terminal.err().println("portreeve: nobody sends it; name a sender with --as" + names(known));
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
