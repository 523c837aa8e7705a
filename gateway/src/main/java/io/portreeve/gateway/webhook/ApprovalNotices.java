package io.portreeve.gateway.webhook;

import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.keeping.Age;
import io.portreeve.gateway.metrics.MetricFamily;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.recording.Redaction;
import io.portreeve.gateway.store.Approvals;
import io.portreeve.gateway.store.Approvals.Untold;
import io.portreeve.gateway.store.StoreUnavailable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Posts what the store has not told the webhook yet, one after another, oldest first. The store is
 * the queue, so that what other processes decide is told, too, and no restart loses any of it.
 */
final class ApprovalNotices {
  private static final int MOST_AT_A_TIME = 100;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int SLOWEST = 6;

  private final Approvals approvals;
  private final URI url;
  private final Documents documents;
  private final Signing signing;
  private final Redaction redaction;
  private final Outage outage;
  private final InstantSource clock;
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private Instant since = Instant.MIN;
  private Duration pause = Duration.ZERO;
  private int failures;

  ApprovalNotices(
      Approvals approvals,
      URI url,
      Documents documents,
      Signing signing,
      Redaction redaction,
      Outage outage,
      InstantSource clock) {
    this.approvals = approvals;
    this.url = url;
    this.documents = documents;
    this.signing = signing;
    this.redaction = WithoutSecrets.in(redaction);
    this.outage = outage;
    this.clock = clock;
  }

  /**
   * Tells what there is to tell; after a failure not before a while, twice as long each time. Being
   * closed in the middle is no failure: what was not told stays in the store.
   */
  void round() {
    if (!pause.isZero() && Age.isLessThan(pause, since, clock.instant())) {
      return;
    }
    try {
      for (Untold one : approvals.untold(clock.instant(), MOST_AT_A_TIME)) {
        post(new Notice(one.approval(), one.ended()));
        approvals.told(one);
      }
      failures = 0;
      pause = Duration.ZERO;
    } catch (DocumentUnavailable | StoreUnavailable unavailable) {
      if (!Thread.currentThread().isInterrupted()) {
        later(String.valueOf(unavailable.getMessage()));
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void later(String why) {
    failed.incrementAndGet();
    outage.failed(why);
    since = clock.instant();
    Duration next = Duration.ofSeconds(1L << Math.min(failures, SLOWEST));
    pause = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    failures++;
  }

  /** What it does not want, it will not want a second time. */
  private void post(Notice notice) throws DocumentUnavailable, InterruptedException {
    Instant now = clock.instant();
    byte[] body = notice.body(redaction, now).toLine();
    int status = documents.json(url, signing.fields(notice.id(), now, body), body).status();
    if (status >= 200 && status < 300) {
      delivered.incrementAndGet();
      outage.answered();
    } else if (isFinal(status)) {
      refused.incrementAndGet();
      outage.failed("HTTP " + status);
    } else {
      throw new DocumentUnavailable("HTTP " + status);
    }
  }

  /** All of 4xx but what says that it is too early, or too much (RFC 9110, RFC 8470, RFC 6585). */
  private static boolean isFinal(int status) {
    return status >= 400 && status < 500 && status != 408 && status != 425 && status != 429;
  }

  void measure(MetricsPage page) {
    MetricFamily posts =
        page.counter("portreeve_webhook_posts", "What was posted to the webhook of approvals");
    posts.sample(delivered.get(), "outcome", "delivered");
    posts.sample(failed.get(), "outcome", "failed");
    posts.sample(refused.get(), "outcome", "refused");
  }
}
