package io.portreeve.gateway.authzen;

import io.portreeve.gateway.config.DecisionPointSettings;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.json.JsonObject;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What an outside decision point has to say beside our own rules: a use needs both.
 *
 * <p>Promise: nothing is allowed that the rules do not allow, and they are asked first. No decision
 * is a refusal. Lists are cut by the rules alone, which may show what the decision point then
 * refuses.
 */
public final class OutsidePolicy implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.portreeve.policy");

  private static final int AT_ONCE = 64;

  private final Optional<Connected> connected;

  private record Connected(DecisionPoint point, HttpPool pool) {}

  private OutsidePolicy(Optional<Connected> connected) {
    this.connected = connected;
  }

  /** None: the rules decide alone. */
  public static OutsidePolicy none() {
    return new OutsidePolicy(Optional.empty());
  }

  /**
   * That of these settings.
   *
   * @throws SecretUnavailable if the token that it asks for is not there
   */
  public static OutsidePolicy of(
      DecisionPointSettings settings,
      SecretSource secrets,
      HttpEngine engine,
      InstantSource clock) {
    return new OutsidePolicy(Optional.of(connected(settings, secrets, engine, clock)));
  }

  private static Connected connected(
      DecisionPointSettings settings,
      SecretSource secrets,
      HttpEngine engine,
      InstantSource clock) {
    HttpFields fields =
        settings.token().isPresent() ? shown(settings, secrets) : HttpFields.empty();
    HttpPool pool = HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());
    Outage outage = new Outage("asking the decision point " + settings.url(), clock, LOG::log);
    Documents documents = new Documents(pool, settings.timeout());
    return new Connected(
        new DecisionPoint(settings.url(), fields, documents, outage, AT_ONCE, System::nanoTime),
        pool);
  }

  private static HttpFields shown(DecisionPointSettings settings, SecretSource secrets) {
    String token = secrets.resolve(settings.token().orElseThrow().toString()).revealText();
    try {
      return HttpFields.of("authorization", "Bearer " + token);
    } catch (IllegalArgumentException unfit) {
      throw new SecretUnavailable(
          "the token for the decision point, %s, holds what no header can"
              .formatted(settings.token().orElseThrow()));
    }
  }

  /** These rules and it: both must allow a use. */
  public PolicyEngine beside(PolicyEngine rules) {
    return connected.<PolicyEngine>map(one -> new Both(rules, one.point())).orElse(rules);
  }

  private record Both(PolicyEngine rules, DecisionPoint point) implements PolicyEngine {
    @Override
    public Ruling discover(Exchange exchange, Subject subject) {
      return rules.discover(exchange, subject);
    }

    @Override
    public Ruling call(Exchange exchange, Subject subject, JsonObject arguments) {
      Ruling ruling = rules.call(exchange, subject, arguments);
      return ruling instanceof Ruling.Deny
          ? ruling
          : point
              .allows(exchange, subject, arguments)
              .map(allowed -> allowed ? ruling : denied(ruling))
              .orElseGet(() -> undecided(ruling));
    }

    private static Ruling denied(Ruling ruling) {
      return new Ruling.Deny(
          Reason.DECISION_DENIED, ruling.rule(), "though rule `" + ruling.rule() + "` allows it");
    }

    private static Ruling undecided(Ruling ruling) {
      return new Ruling.Deny(
          Reason.DECISION_UNAVAILABLE,
          ruling.rule(),
          "rule `" + ruling.rule() + "` allows it; what failed is in the gateway's own log");
    }
  }

  @Override
  public void close() {
    connected.ifPresent(one -> one.pool().close());
  }
}
