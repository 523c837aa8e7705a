package io.portreeve.gateway.login;

import io.portreeve.gateway.login.LoginMemory.Who;
import io.portreeve.gateway.upstream.Challenge;
import io.portreeve.gateway.upstream.Scopes;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/** Begins and ends logins at one server, once it is known who the person in the browser is. */
final class Starting {
  private final LoginTarget target;
  private final Discovery discovery;
  private final Registrations registrations;
  private final TokenEndpoint tokens;
  private final LoginMemory memory;
  private final URI redirect;
  private final InstantSource clock;

  Starting(
      LoginTarget target,
      Discovery discovery,
      Registrations registrations,
      TokenEndpoint tokens,
      LoginMemory memory,
      URI redirect,
      InstantSource clock) {
    this.target = target;
    this.discovery = discovery;
    this.registrations = registrations;
    this.tokens = tokens;
    this.memory = memory;
    this.redirect = redirect;
    this.clock = clock;
  }

  /** Where the user is to go, for what the server wanted when it last refused. */
  Authorization begin(Who who) throws LoginFailed, InterruptedException {
    var _ = memory.grant(who);
    Challenge wanted = memory.standing(who).wanted();
    Discovery.Found found = discovery.find(wanted);
    AuthorizationRequest request =
        new AuthorizationRequest(
            found.server(),
            registrations.at(found.server()),
            redirect,
            Pkce.unguessable(memory.random()),
            Pkce.fresh(memory.random()),
            scopes(who, wanted, found));
    return new Authorization(request, found.resource().resource());
  }

  /** What the challenge wants on top of what was asked before, else all that the server knows. */
  private List<String> scopes(Who who, Challenge wanted, Discovery.Found found) throws LoginFailed {
    List<String> allowed = target.scopes();
    if (!allowed.isEmpty() && !allowed.containsAll(wanted.scopes())) {
      throw new LoginFailed("the server wants scopes that `scopes` does not name");
    }
    List<String> selected =
        wanted.scopes().isEmpty()
            ? found.resource().scopes()
            : Scopes.union(
                memory.standing(who).asked(found.resource().resource()), wanted.scopes());
    if (found.server().scopes().contains(Authorization.OFFLINE)) {
      selected = Scopes.union(selected, List.of(Authorization.OFFLINE));
    }
    return selected.stream().filter(it -> allowed.isEmpty() || allowed.contains(it)).toList();
  }

  /** What the authorization server gives for its code. */
  Grant finish(Authorization asked, String code) throws LoginFailed, InterruptedException {
    String id = Pkce.unguessable(memory.random());
    return switch (tokens.code(asked, code)) {
      case TokenEndpoint.Answer.Given given -> Grant.of(id, asked, given.tokens(), clock.instant());
      case TokenEndpoint.Answer.Refused refused -> {
        if (refused.error().equals("invalid_client")) {
          registrations.forget(asked.server());
        }
        throw new LoginFailed("the authorization server gives no token: " + refused.error());
      }
    };
  }

  LoginTarget target() {
    return target;
  }
}
