package io.portreeve.gateway.login;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.journey.OwnQuestion;
import io.portreeve.gateway.keeping.Age;
import io.portreeve.gateway.login.LoginMemory.Who;
import io.portreeve.gateway.login.Standing.Renewal;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.gateway.upstream.Challenge;
import io.portreeve.gateway.upstream.UpstreamCredential;
import io.portreeve.gateway.upstream.UpstreamCredentials;
import io.portreeve.guard.EndpointId;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The credentials that users get by logging in at one server, each their own.
 *
 * <p>A server that never asks is never told who anybody is. Once it asks, nothing more is sent for
 * that user until the user was at our page.
 */
final class ServerLogin implements UpstreamCredentials {
  private static final System.Logger LOG = System.getLogger("io.portreeve.login.ended");
  private static final String NOBODY = "nobody\n";
  private static final Duration JUST_NOW = Duration.ofMinutes(1);

  /** A client says that the user went to the page, not that the login is done. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final LoginTarget target;
  private final TokenEndpoint tokens;
  private final LoginMemory memory;
  private final Tickets tickets;
  private final LoginRecords records;
  private final InstantSource clock;

  ServerLogin(
      LoginTarget target,
      TokenEndpoint tokens,
      LoginMemory memory,
      Tickets tickets,
      LoginRecords records,
      InstantSource clock) {
    this.target = target;
    this.tokens = tokens;
    this.memory = memory;
    this.tickets = tickets;
    this.records = records;
    this.clock = clock;
  }

  @Override
  public UpstreamCredential of(Exchange exchange) throws InterruptedException {
    Who who = who(exchange);
    try {
      return switch (OwnQuestion.LOGIN.answer(exchange.asked())) {
        case NONE -> of(who, exchange);
        case ACCEPTED -> {
          memory.standing(who).await(PATIENCE, clock);
          yield of(who, exchange);
        }
        case DECLINED, CANCELLED ->
            new UpstreamCredential.Unavailable("the user does not want to log in");
      };
    } catch (StoreUnavailable down) {
      return new UpstreamCredential.Unavailable("the store is not available");
    }
  }

  private UpstreamCredential of(Who who, Exchange exchange) throws InterruptedException {
    Optional<Grant> grant = grant(who);
    if (memory.standing(who).isWanted(exchange.id().value())) {
      return new UpstreamCredential.LoginNeeded(tickets.page(exchange.endpoint(), who));
    }
    if (grant.isEmpty()) {
      // What is opened without a token may yet want a login, whose page is this caller's alone, and
      // of the endpoint that he called.
      return UpstreamCredential.Granted.fields(
          HttpFields.empty(),
          NOBODY + exchange.endpoint() + "\n" + who.principal() + "\n" + who.through());
    }
    return grant.get().isFresh(clock.instant())
        ? shown(grant.get())
        : renewed(exchange.endpoint(), who, grant.get());
  }

  /** What the user has for this server as it is configured now. */
  private Optional<Grant> grant(Who who) {
    return memory.grant(who).filter(this::isForTarget);
  }

  private boolean isForTarget(Grant grant) {
    return grant.isFor(target);
  }

  private static UpstreamCredential shown(Grant grant) {
    return UpstreamCredential.Granted.bearer(grant.access(), grant.id());
  }

  private UpstreamCredential renewed(EndpointId endpoint, Who who, Grant old)
      throws InterruptedException {
    return switch (renew(who, old)) {
      case DONE, ENDED -> current(endpoint, who);
      case UNANSWERED ->
          new UpstreamCredential.Unavailable("the authorization server gives no new token now");
    };
  }

  private UpstreamCredential current(EndpointId endpoint, Who who) {
    Optional<Grant> grant = grant(who);
    return grant.isPresent()
        ? shown(grant.get())
        : new UpstreamCredential.LoginNeeded(tickets.page(endpoint, who));
  }

  private Renewal renew(Who who, Grant old) throws InterruptedException {
    FutureTask<Renewal> attempt = new FutureTask<>(() -> renewal(who, old));
    try {
      return memory.standing(who).renewing(clock.instant(), attempt).get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof StoreUnavailable down) {
        throw down;
      }
      throw new IllegalStateException("a fault of ours", failed.getCause());
    }
  }

  private Renewal renewal(Who who, Grant old) throws InterruptedException {
    Grant grant = memory.grant(who).orElse(old);
    if (!grant.access().equals(old.access())) {
      return Renewal.DONE;
    }
    if (grant.refresh().isEmpty()) {
      end(who, grant, Challenge.none(), "it ran out");
      return Renewal.ENDED;
    }
    try {
      return switch (tokens.refresh(grant, grant.refresh().get())) {
        case TokenEndpoint.Answer.Given given -> {
          Grant next = grant.renewed(given.tokens(), clock.instant());
          if (!memory.standing(who).renewed(next)) {
            drop(who, next);
          }
          yield Renewal.DONE;
        }
        case TokenEndpoint.Answer.Refused refused -> {
          end(who, grant, Challenge.none(), "it is not renewed: " + refused.error());
          yield Renewal.ENDED;
        }
      };
    } catch (LoginFailed unanswered) {
      return Renewal.UNANSWERED;
    }
  }

  /**
   * The login was revoked while it was renewed, by somebody who could not give back what he never
   * saw. Where the user logged in anew meanwhile nothing is given back: that could end the new
   * login there, too.
   */
  private void drop(Who who, Grant next) throws InterruptedException {
    if (memory.grant(who).isPresent()) {
      return;
    }
    String what = "it was revoked while it was renewed; its new tokens were ";
    String why =
        tokens
            .giveBack(next)
            .map(left -> what + "forgotten, but not given back: " + left)
            .orElse(what + "given back");
    LOG.log(
        System.Logger.Level.WARNING,
        () -> "login of " + who.principal() + " at server " + who.server() + " ended: " + why);
    tell(who, next, why);
  }

  private void end(Who who, Grant grant, Challenge challenge, String why) {
    Challenge next = new Challenge(challenge.metadata(), challenge.scopes(), Optional.empty());
    if (memory.ended(who, grant.id(), next)) {
      tell(who, grant, why);
    }
  }

  private void tell(Who who, Grant ended, String why) {
    var _ =
        records.record(
            "login-ended",
            about(who).with("issuer", ended.issuer().toString()).with("reason", why));
  }

  @Override
  public boolean refused(Exchange exchange, UpstreamCredential.Granted granted, Refusal refusal)
      throws InterruptedException {
    Who who = who(exchange);
    Optional<Challenge> challenge = Challenge.bearer(refusal.challenges());
    try {
      return refusal.status() == 401
          ? unauthenticated(who, granted, challenge.orElse(Challenge.none()))
          : challenge.isPresent() && insufficient(who, exchange, granted, challenge.get());
    } catch (StoreUnavailable down) {
      return false;
    }
  }

  private boolean unauthenticated(Who who, UpstreamCredential.Granted granted, Challenge challenge)
      throws InterruptedException {
    Optional<Grant> seen = memory.grant(who);
    Optional<Grant> grant = seen.filter(this::isForTarget);
    if (grant.isEmpty()) {
      memory.standing(who).needsLogin(seen, challenge);
      return true;
    }
    if (!shown(grant.get()).equals(granted)) {
      return true; // another token is there meanwhile
    }
    boolean justRenewed = Age.isLessThan(JUST_NOW, memory.standing(who).renewed(), clock.instant());
    if (justRenewed || grant.get().refresh().isEmpty()) {
      end(who, grant.get(), challenge, "the server refuses its token");
      return true;
    }
    return renew(who, grant.get()) != Renewal.UNANSWERED;
  }

  private boolean insufficient(
      Who who, Exchange exchange, UpstreamCredential.Granted granted, Challenge challenge) {
    Standing standing = memory.standing(who);
    Optional<Grant> seen = standing.grant();
    Optional<Grant> grant = seen.filter(this::isForTarget);
    if (!challenge.wantsScopes() || standing.isStuck(clock.instant())) {
      return false;
    }
    if (grant.isEmpty()) {
      standing.needsLogin(seen, challenge);
    } else if (shown(grant.get()).equals(granted)) {
      standing.needsMore(exchange.id().value(), challenge);
    }
    return true;
  }

  @Override
  public boolean lasts(Exchange exchange, UpstreamCredential.Granted granted) {
    try {
      return granted.set().startsWith(NOBODY) || memory.lives(who(exchange), granted.set());
    } catch (StoreUnavailable down) {
      return false;
    }
  }

  private Who who(Exchange exchange) {
    return Who.of(target.id(), exchange.principal());
  }

  static JsonObject about(Who who) {
    return JsonObject.empty()
        .with("server", who.server().value())
        .with("principal", who.principal())
        .with("through", who.through());
  }
}
