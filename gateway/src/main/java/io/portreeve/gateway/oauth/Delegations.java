package io.portreeve.gateway.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads out of the claims of a good token which client came with it, and who acts for whom (RFC
 * 8693, section 4.1).
 *
 * <p>A claim that says this in a way that cannot be read refuses the token: whoever stands in
 * between is never left out.
 */
final class Delegations {
  /** More than anybody may allow; a chain without end must not cost without end. */
  private static final int MOST_ACTORS = 16;

  /** Identifiers are visible characters (RFC 6749, appendix A.1), and here not endless ones. */
  private static final Pattern ID = Pattern.compile("[!-~]{1,256}");

  private final String name;
  private final String issuer;

  /**
   * Those in the tokens of one issuer.
   *
   * @param name the operator's name for it
   */
  Delegations(String name, URI issuer) {
    this.name = name;
    this.issuer = issuer.toString();
  }

  Delegation of(JWTClaimsSet claims) throws TokenRefused {
    Optional<String> client = client(claims);
    if (client.isPresent()) {
      readable(client.get(), "a token of a client with a name that nobody can have here");
    }
    List<Actor> actors = actors(claims);
    return new Delegation(
        client.map(id -> new Client(named(id))),
        actors,
        actors.isEmpty() ? Optional.empty() : mayAct(claims.getClaims()));
  }

  /**
   * RFC 9068 calls it {@code client_id}, OpenID Connect {@code azp}; which of two it is, nobody can
   * tell.
   */
  static Optional<String> client(JWTClaimsSet claims) throws TokenRefused {
    Optional<String> id = Claims.string(claims, "client_id");
    Optional<String> party = Claims.string(claims, "azp");
    if (id.isPresent() && party.isPresent() && !id.equals(party)) {
      throw TokenRefused.invalid("a token of two clients");
    }
    return id.or(() -> party);
  }

  private List<Actor> actors(JWTClaimsSet claims) throws TokenRefused {
    List<Actor> actors = new ArrayList<>();
    Map<?, ?> holder = claims.getClaims();
    while (holder.containsKey("act")) {
      if (!(holder.get("act") instanceof Map<?, ?> actor) || actors.size() == MOST_ACTORS) {
        throw TokenRefused.invalid("a token with actors that cannot be read, or too many");
      }
      actors.add(actor(actor));
      holder = actor;
    }
    return actors;
  }

  private Optional<Actor> mayAct(Map<?, ?> claims) throws TokenRefused {
    if (!claims.containsKey("may_act")) {
      return Optional.empty();
    }
    if (!(claims.get("may_act") instanceof Map<?, ?> actor)) {
      throw TokenRefused.invalid("a token that says unreadably who may act");
    }
    return Optional.of(actor(actor));
  }

  /** An issuer vouches for its own alone: what it says of another's would be a name of that one. */
  private Actor actor(Map<?, ?> claims) throws TokenRefused {
    if (claims.containsKey("iss") && !issuer.equals(claims.get("iss"))) {
      throw TokenRefused.invalid("a token with an actor of another issuer");
    }
    if (!(claims.get("sub") instanceof String subject)) {
      throw TokenRefused.invalid("a token with an actor that has no name");
    }
    return new Actor(
        named(readable(subject, "a token with an actor with a name that nobody can have here")));
  }

  private static String readable(String id, String otherwise) throws TokenRefused {
    if (!ID.matcher(id).matches()) {
      throw TokenRefused.invalid(otherwise);
    }
    return id;
  }

  private String named(String id) {
    return name + "/" + id;
  }
}
