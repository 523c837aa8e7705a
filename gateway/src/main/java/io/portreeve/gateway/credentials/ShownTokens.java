package io.portreeve.gateway.credentials;

import io.portreeve.guard.Actor;
import io.portreeve.guard.Client;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Principal;
import io.portreeve.guard.SubjectToken;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tokens that callers show at our door.
 *
 * @param issuers the identifiers of those who give them out, by the operator's names for them
 */
record ShownTokens(Map<String, URI> issuers) implements Subjects {
  ShownTokens {
    issuers = Map.copyOf(issuers);
  }

  /** A token without an end, or of an issuer that is no longer there, is exchanged by nobody. */
  @Override
  public Optional<Subject> of(Exchange exchange) {
    return exchange
        .credential()
        .token()
        .flatMap(token ->
            exchange
                .credential()
                .expires()
                .flatMap(end ->
                    issuer(token)
                        .map(issuer ->
                            new Subject(
                                issuer, token.revealText(), end, sender(exchange.principal())))));
  }

  private Optional<String> issuer(SubjectToken token) {
    return Optional.ofNullable(issuers.get(token.issuer())).map(URI::toString);
  }

  /** All that an issuer can have looked at when it exchanged the token. */
  private static String sender(Principal principal) {
    return JsonObject.empty()
        .with("principal", principal.id())
        .with("client", principal.delegation().client().map(Client::id).orElse(""))
        .with(
            "actors",
            JsonArray.ofStrings(principal.delegation().actors().stream().map(Actor::id).toList()))
        .with("roles", sorted(principal.roles()))
        .with("groups", sorted(principal.groups()))
        .with("scopes", sorted(principal.scopes()))
        .toString();
  }

  private static JsonArray sorted(Set<String> words) {
    return JsonArray.ofStrings(new TreeSet<>(words).stream().toList());
  }
}
