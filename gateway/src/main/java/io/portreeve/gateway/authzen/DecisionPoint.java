package io.portreeve.gateway.authzen;

import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Asks an outside decision point about one use after the other.
 *
 * <p>Promise: a decision is one that was given to this very question, in time and in form; nothing
 * is remembered of it. Only so many are asked for at once, whoever asks.
 */
final class DecisionPoint {
  private static final int OK = 200;

  private final URI url;
  private final HttpFields fields;
  private final Documents documents;
  private final Outage outage;
  private final Semaphore asking;
  private final LongSupplier ticker;

  /**
   * The one that answers there.
   *
   * @param fields that show who we are
   * @param documents whose patience is that of a use: for its turn and the answer together
   * @param atOnce how many questions it gets at a time
   * @param ticker the nanoseconds of {@link System#nanoTime}
   */
  DecisionPoint(
      URI url,
      HttpFields fields,
      Documents documents,
      Outage outage,
      int atOnce,
      LongSupplier ticker) {
    this.url = url;
    this.fields = fields;
    this.documents = documents;
    this.outage = outage;
    this.asking = new Semaphore(atOnce, true);
    this.ticker = ticker;
  }

  /** Whether it allows the use; empty if it gives no decision. */
  Optional<Boolean> allows(Exchange exchange, Subject thing, JsonObject arguments) {
    long begun = ticker.getAsLong();
    try {
      if (!asking.tryAcquire(documents.patience().toNanos(), TimeUnit.NANOSECONDS)) {
        throw tooMany();
      }
      try {
        return Optional.of(decision(inWhatIsLeft(begun), exchange, thing, arguments));
      } finally {
        asking.release();
      }
    } catch (DocumentUnavailable unavailable) {
      outage.failed(String.valueOf(unavailable.getMessage()));
      return Optional.empty();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Its turn may have come when the time was all but over. */
  private Documents inWhatIsLeft(long begun) throws DocumentUnavailable {
    Duration left = documents.patience().minusNanos(ticker.getAsLong() - begun);
    if (!left.isPositive()) {
      throw tooMany();
    }
    return documents.within(left);
  }

  private static DocumentUnavailable tooMany() {
    return new DocumentUnavailable("too many questions at once");
  }

  private boolean decision(Documents inTime, Exchange exchange, Subject thing, JsonObject arguments)
      throws DocumentUnavailable, InterruptedException {
    byte[] question = Evaluation.request(exchange, thing, arguments).toLine();
    Documents.Answer answer =
        inTime.json(url, fields.and("x-request-id", exchange.id().value()), question);
    if (answer.status() != OK) {
      throw new DocumentUnavailable("HTTP " + answer.status());
    }
    boolean said =
        Evaluation.decision(answer.body())
            .orElseThrow(() -> new DocumentUnavailable("an answer without a `decision`"));
    outage.answered();
    return said;
  }
}
