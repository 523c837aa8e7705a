package io.portreeve.gateway.authzen;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

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

  /**
   * The one that answers there.
   *
   * @param fields that show who we are
   * @param atOnce how many questions it gets at a time
   */
  DecisionPoint(URI url, HttpFields fields, Documents documents, Outage outage, int atOnce) {
    this.url = url;
    this.fields = fields;
    this.documents = documents;
    this.outage = outage;
    this.asking = new Semaphore(atOnce, true);
  }

  /** Whether it allows the use; empty if it gives no decision. */
  Optional<Boolean> allows(Exchange exchange, Subject thing, JsonObject arguments) {
    try {
      if (!asking.tryAcquire(documents.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        outage.failed("too many questions at once");
        return Optional.empty();
      }
      try {
        return Optional.of(decision(exchange, thing, arguments));
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

  private boolean decision(Exchange exchange, Subject thing, JsonObject arguments)
      throws DocumentUnavailable, InterruptedException {
    byte[] question = Evaluation.request(exchange, thing, arguments).toLine();
    Documents.Answer answer =
        documents.json(url, fields.and("x-request-id", exchange.id().value()), question);
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
