package io.portreeve.gateway.login;

import io.portreeve.mcp.ServerId;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A server that users log in at, as the operator configured it.
 *
 * @param issuer the one authorization server that it may name; empty: any
 * @param clientId who the operator registered us as at that issuer; then there is one
 * @param clientSecret what proves that
 * @param audience what the tokens of that issuer name as whom they are for; empty: the server
 * @param scopes all that may be asked for; whatever the server wants if empty
 * @param dynamic whether we may register ourselves
 * @param hosts whose addresses of our own networks may be asked, in lower case
 */
public record LoginTarget(
    ServerId id,
    URI url,
    Optional<URI> issuer,
    Optional<String> clientId,
    Optional<String> clientSecret,
    Optional<String> audience,
    List<String> scopes,
    boolean dynamic,
    Set<String> hosts) {

  public LoginTarget {
    scopes = List.copyOf(scopes);
    hosts = Set.copyOf(hosts);
  }

  /** Of whatever it names, with a registration of our own. */
  public static LoginTarget of(ServerId id, URI url) {
    return new LoginTarget(
        id,
        url,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        true,
        Set.of());
  }

  Optional<Registrations.Registered> registered() {
    return issuer.flatMap(
        at -> clientId.map(name -> new Registrations.Registered(at, name, clientSecret)));
  }

  /** A secret is not for printing. */
  @Override
  public String toString() {
    return "login at " + id;
  }
}
