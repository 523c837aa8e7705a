package io.portreeve.gateway.webhook;

import io.portreeve.gateway.config.WebhookSettings;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.http.TlsClient;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.recording.Redaction;
import io.portreeve.gateway.recurring.Recurring;
import io.portreeve.gateway.store.Approvals;
import io.portreeve.gateway.tls.WrittenTls;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The webhook of a configuration, if it has one, told again and again until it is closed. */
public final class Webhook implements AutoCloseable {
  private static final System.Logger LOG =
      System.getLogger("io.portreeve.approvals.webhook-outage");
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final Optional<Open> open;

  private record Open(ApprovalNotices notices, HttpPool pool, Recurring rounds) {}

  private Webhook(Optional<Open> open) {
    this.open = open;
  }

  /** There is none, and nobody is told. */
  public static Webhook none() {
    return new Webhook(Optional.empty());
  }

  /**
   * That of these settings.
   *
   * @param redaction what is told of arguments
   * @param names finds it
   * @param tls makes what it has to prove of what is written
   * @throws io.portreeve.gateway.keys.SecretUnavailable if its secret is not there or unfit, or
   *     part of our TLS is not
   */
  public static Webhook of(
      WebhookSettings settings,
      Approvals approvals,
      Redaction redaction,
      SecretSource secrets,
      HttpEngine engine,
      AddressResolver names,
      WrittenTls tls,
      InstantSource clock) {
    Signing signing = new Signing(secrets.resolve(settings.secret().toString()));
    TlsClient proof =
        settings
            .tls()
            .map(written -> tls.towards("the webhook", settings.url(), written))
            .orElseGet(TlsClient::platform);
    HttpPool pool = HttpPool.open(engine, PoolOptions.defaults(), names);
    ApprovalNotices notices =
        new ApprovalNotices(
            approvals,
            settings.url(),
            new Documents(pool, settings.timeout()).by(proof),
            signing,
            redaction,
            new Outage("telling the webhook " + settings.url(), clock, LOG::log),
            clock);
    Recurring rounds = Recurring.start("webhook of approvals", BETWEEN, notices::round);
    return new Webhook(Optional.of(new Open(notices, pool, rounds)));
  }

  /**
   * Throws if a start with these settings would, because of the secret; makes nothing.
   *
   * @throws io.portreeve.gateway.keys.SecretUnavailable if it is not there or unfit
   */
  public static void refuseIfUnfit(WebhookSettings settings, SecretSource secrets) {
    Signing.refuseIfUnfit(secrets.resolve(settings.secret().toString()));
  }

  public void measure(MetricsPage page) {
    open.ifPresent(one -> one.notices().measure(page));
  }

  @Override
  public void close() {
    open.ifPresent(one -> {
      one.rounds().close();
      one.pool().close();
    });
  }
}
