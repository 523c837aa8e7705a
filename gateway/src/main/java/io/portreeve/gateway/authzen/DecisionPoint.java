package io.portreeve.gateway.authzen;

import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.document.Turns;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.util.Optional;
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
  private final Turns turns;
  private final Outage outage;

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
    this.turns = new Turns(documents, atOnce, ticker);
    this.outage = outage;
  }

  /** Whether it allows the use; empty if it gives no decision. */
  Optional<Boolean> allows(Exchange exchange, Subject thing, JsonObject arguments) {
    try {
      Optional<Boolean> decided =
          turns.take(inTime -> decision(inTime, exchange, thing, arguments));
      if (decided.isEmpty()) {
        throw new DocumentUnavailable("too many questions at once");
      }
      return decided;
    } catch (DocumentUnavailable unavailable) {
      outage.failed(String.valueOf(unavailable.getMessage()));
      return Optional.empty();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
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
