package io.portreeve.gateway.authzen;

import io.portreeve.gateway.config.DecisionPointSettings;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.http.TlsClient;
import io.portreeve.gateway.keys.NamedSecretUnavailable;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.outage.OneAsking;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.tls.WrittenTls;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.OutsideDecisions;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an outside decision point has to say beside our own rules: a use needs both.
 *
 * <p>Promise: it is asked about no more than {@link #MOST_AT_A_TIME} uses for one request, each of
 * which counts as a request of the principal unless all are asked about at once. No decision is a
 * refusal. Lists are cut by the rules alone, which may show what the decision point then refuses.
 */
public final class OutsidePolicy implements AutoCloseable {
  private static final System.Logger LOG =
      System.getLogger("io.portreeve.policy.decision-point-outage");

  /** How many uses one request may be about. */
  static final int MOST_AT_A_TIME = 100;

  /** How long their arguments may be together, where they are asked about at once. */
  static final int MOST_BYTES = 512 * 1024;

  private static final int AT_ONCE = 64;

  private final Optional<Connected> connected;

  private record Connected(DecisionPoint point, Optional<URI> together, HttpPool pool) {}

  private OutsidePolicy(Optional<Connected> connected) {
    this.connected = connected;
  }

  /** There is none: the rules decide alone. */
  public static OutsidePolicy none() {
    return new OutsidePolicy(Optional.empty());
  }

  /**
   * That of these settings.
   *
   * @param names finds it
   * @param tls makes what it has to prove of what is written
   * @throws SecretUnavailable if the token that it asks for is not there, or part of our TLS
   */
  public static OutsidePolicy of(
      DecisionPointSettings settings,
      SecretSource secrets,
      HttpEngine engine,
      AddressResolver names,
      WrittenTls tls,
      InstantSource clock) {
    Outage outage = new Outage("asking the decision point " + settings.url(), clock, LOG::log);
    return new OutsidePolicy(Optional.of(connected(settings, secrets, engine, names, tls, outage)));
  }

  /**
   * Asks it once about a use, whatever it decides; why it decides nothing, or nothing if it does.
   *
   * @throws SecretUnavailable as {@link #of}
   */
  public static Optional<String> look(
      DecisionPointSettings settings,
      SecretSource secrets,
      HttpEngine engine,
      AddressResolver names,
      WrittenTls tls,
      Exchange asking,
      OutsideDecisions.Use use) {
    OneAsking once = new OneAsking(asking::at, "it did not decide");
    Connected one = connected(settings, secrets, engine, names, tls, once.outage());
    try (HttpPool _ = one.pool()) {
      return one.point().allows(asking, use).isPresent()
          ? Optional.empty()
          : Optional.of(once.why());
    }
  }

  private static Connected connected(
      DecisionPointSettings settings,
      SecretSource secrets,
      HttpEngine engine,
      AddressResolver names,
      WrittenTls tls,
      Outage outage) {
    HttpFields fields =
        settings.token().isPresent() ? shown(settings, secrets) : HttpFields.empty();
    HttpPool pool = HttpPool.open(engine, PoolOptions.defaults(), names);
    TlsClient proof =
        settings
            .tls()
            .map(written -> tls.towards("the decision point", settings.url(), written))
            .orElseGet(TlsClient::platform);
    Documents documents = new Documents(pool, settings.timeout()).by(proof);
    return new Connected(
        new DecisionPoint(settings.url(), fields, documents, outage, AT_ONCE, System::nanoTime),
        settings.evaluationsUrl(),
        pool);
  }

  private static HttpFields shown(DecisionPointSettings settings, SecretSource secrets) {
    String token = secrets.resolve(settings.token().orElseThrow().toString()).revealText();
    try {
      return HttpFields.of("authorization", "Bearer " + token);
    } catch (IllegalArgumentException unfit) {
      throw new NamedSecretUnavailable(
          "the token for the decision point, %s, holds what no header can"
              .formatted(settings.token().orElseThrow()));
    }
  }

  /** What it decides, as controls ask it. */
  public OutsideDecisions decisions(Allowance allowance) {
    return connected
        .<OutsideDecisions>map(one -> new Asked(one.point(), one.together(), allowance))
        .orElseGet(OutsideDecisions::none);
  }

  /** How much more a principal may ask for than he did. */
  @FunctionalInterface
  public interface Allowance {
    /** Whether so many requests more are within it, which they then count against. */
    boolean takes(Principal principal, int requests);
  }

  /**
   * One of the questions is paid for with the request that they are asked for; of a completion,
   * whose request was asked about before, so is the first about its values.
   */
  private record Asked(DecisionPoint point, Optional<URI> together, Allowance allowance)
      implements OutsideDecisions {
    @Override
    public Answer ask(Exchange exchange, List<Use> uses) {
      int more = uses.size() - 1;
      if (more >= MOST_AT_A_TIME) {
        return new Answer.Undecided(
            Reason.REQUEST_TOO_LARGE,
            "the decision point is asked about %d uses at a time, not about %d"
                .formatted(MOST_AT_A_TIME, uses.size()));
      }
      if (more > 0 && together.isPresent()) {
        return atOnce(together.get(), exchange, uses);
      }
      return more > 0 && !allowance.takes(exchange.principal(), more)
          ? new Answer.Undecided(
              Reason.RATE_EXCEEDED, "each question to the decision point counts as a request")
          : each(exchange, uses);
    }

    private Answer atOnce(URI where, Exchange exchange, List<Use> uses) {
      return isTooLong(uses)
          ? new Answer.Undecided(
              Reason.REQUEST_TOO_LARGE,
              "the decision point is asked about %d bytes of arguments at a time, and not about more"
                  .formatted(MOST_BYTES))
          : point
              .allows(where, exchange, uses)
              .<Answer>map(Answer.Decided::new)
              .orElseGet(Asked::failed);
    }

    /** What a request says once may stand in each of its uses. */
    private static boolean isTooLong(List<Use> uses) {
      int bytes = 0;
      for (Use use : uses) {
        bytes += use.arguments().toLine().length;
        if (bytes > MOST_BYTES) {
          return true;
        }
      }
      return false;
    }

    private static Answer failed() {
      return new Answer.Undecided(
          Reason.DECISION_UNAVAILABLE, "what failed is in the gateway's own log");
    }

    /** Nothing more is asked after the first that gets no decision. */
    private Answer each(Exchange exchange, List<Use> uses) {
      List<Boolean> allowed = new ArrayList<>();
      for (Use use : uses) {
        Optional<Boolean> one = point.allows(exchange, use);
        if (one.isEmpty()) {
          return failed();
        }
        allowed.add(one.get());
      }
      return new Answer.Decided(allowed);
    }
  }

  @Override
  public void close() {
    connected.ifPresent(one -> one.pool().close());
  }
}
