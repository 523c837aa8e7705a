package io.portreeve.gateway.login;

import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.keeping.Bounded;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.ShortLived;
import io.portreeve.gateway.upstream.Challenge;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is known of logins beyond one configuration: who has which grant, who is on the way to an
 * authorization server. Grants survive a restart; what is under way does where nodes share it.
 */
public final class LoginMemory {
  private static final int MOST = 10_000;

  private final Kept kept;
  private final Seal seal;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Map<Who, Standing> standings = Bounded.latelyUsed(MOST);
  private final UnderWay<Left> underWay;
  private final UnderWay<SigningIn> signingIn;

  /**
   * What is known at the start.
   *
   * @param away where those are kept who are on the way, by what they are
   */
  public LoginMemory(
      Settings settings,
      Function<String, ShortLived> away,
      Seal seal,
      SecureRandom random,
      InstantSource clock) {
    this.kept = new Kept(settings, seal);
    this.seal = seal;
    this.random = random;
    this.clock = clock;
    this.underWay = new UnderWay<>(away.apply("login"), AwayText::of, AwayText::left);
    this.signingIn = new UnderWay<>(away.apply("sign-in"), AwayText::of, AwayText::signingIn);
  }

  /**
   * One user at one server, through one client.
   *
   * @param through the client and whoever acts for the user; what one of them was given is no
   *     other's
   */
  record Who(ServerId server, String principal, String through) {
    static Who of(ServerId server, Principal principal) {
      Delegation delegation = principal.delegation();
      List<String> names = new ArrayList<>();
      names.add(delegation.client().map(Client::id).orElse(""));
      delegation.actors().forEach(actor -> names.add(actor.id()));
      return new Who(server, principal.id(), JsonArray.ofStrings(names).toString());
    }

    /**
     * Whoever called, of whom it was proved then; of his rights no more is known here than his
     * name, and through whom he came.
     */
    Principal caller() {
      List<String> names = names(through);
      Optional<Client> client =
          Optional.of(names.getFirst()).filter(name -> !name.isEmpty()).map(Client::new);
      List<Actor> actors = names.stream().skip(1).map(Actor::new).toList();
      return new Principal(principal, Set.of(), Principal.Authentication.ACCESS_TOKEN)
          .through(new Delegation(client, actors));
    }

    /** The client, then who acts; the client's name is empty if it is not known. */
    static List<String> names(String through) {
      try {
        Json read =
            JsonReader.read(through.getBytes(StandardCharsets.UTF_8), JsonLimits.defaults());
        return ((JsonArray) read).stream().map(text -> ((JsonString) text).value()).toList();
      } catch (JsonRefused ours) {
        throw new IllegalStateException("names that were not written by us", ours);
      }
    }

    private String name() {
      String who = JsonArray.ofStrings(List.of(principal, through)).toString();
      return KeptLogins.PLACE + server + "/" + Pkce.digest(who);
    }
  }

  Standing standing(Who who) {
    Standing standing;
    synchronized (standings) {
      standing = standings.computeIfAbsent(who, it -> new Standing(new Place(kept, it)));
    }
    standing.look(clock.instant());
    return standing;
  }

  /** Where one grant lies. */
  private record Place(Kept kept, Who who) implements Standing.Place {
    @Override
    public Optional<Grant> grant() {
      return kept.get(who.name()).map(Grant::of);
    }

    @Override
    public void put(Grant grant) {
      kept.put(who.name(), KeptLogins.about(ServerLogin.about(who), grant));
    }

    @Override
    public boolean replace(Grant grant) {
      return kept.replace(who.name(), KeptLogins.about(ServerLogin.about(who), grant));
    }

    @Override
    public void remove() {
      var _ = kept.remove(who.name());
    }
  }

  Optional<Grant> grant(Who who) {
    return standing(who).grant();
  }

  void loggedIn(Who who, Grant grant) {
    standing(who).loggedIn(grant, clock.instant());
  }

  /** The grant is gone, here and in the store; false if it was not there any more. */
  boolean ended(Who who, String id, Challenge challenge) {
    return standing(who).ended(id, challenge);
  }

  /** Whether this is what the user is logged in by: nothing ended it, and nothing replaced it. */
  boolean lives(Who who, String id) {
    return grant(who).filter(it -> it.id().equals(id)).isPresent();
  }

  Kept kept() {
    return kept;
  }

  Seal seal() {
    return seal;
  }

  SecureRandom random() {
    return random;
  }

  UnderWay<Left> underWay() {
    return underWay;
  }

  UnderWay<SigningIn> signingIn() {
    return signingIn;
  }
}
