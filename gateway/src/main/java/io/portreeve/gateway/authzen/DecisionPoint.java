package io.portreeve.gateway.authzen;

import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.document.Turns;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.OutsideDecisions.Use;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Asks an outside decision point about uses, one by one or several at once.
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
  Optional<Boolean> allows(Exchange exchange, Use use) {
    return asked(url, exchange, Evaluation.request(exchange, use).toLine(), Evaluation::decision);
  }

  /** Likewise for each of these, asked about at once; empty if it gives not so many decisions. */
  Optional<List<Boolean>> allows(URI together, Exchange exchange, List<Use> uses) {
    return asked(
        together,
        exchange,
        Evaluation.request(exchange, uses).toLine(),
        body -> Evaluation.decisions(body, uses.size()));
  }

  private <T> Optional<T> asked(
      URI where, Exchange exchange, byte[] question, Function<byte[], Optional<T>> reader) {
    try {
      Optional<T> decided =
          turns.take(inTime -> decision(inTime, where, exchange, question, reader));
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

  private <T> T decision(
      Documents inTime,
      URI where,
      Exchange exchange,
      byte[] question,
      Function<byte[], Optional<T>> reader)
      throws DocumentUnavailable, InterruptedException {
    Documents.Answer answer =
        inTime.json(where, fields.and("x-request-id", exchange.id().value()), question);
    if (answer.status() != OK) {
      throw new DocumentUnavailable("HTTP " + answer.status());
    }
    T said =
        reader
            .apply(answer.body())
            .orElseThrow(() -> new DocumentUnavailable("an answer without a `decision`"));
    outage.answered();
    return said;
  }
}
