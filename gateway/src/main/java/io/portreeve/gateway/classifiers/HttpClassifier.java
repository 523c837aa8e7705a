package io.portreeve.gateway.classifiers;

import io.portreeve.controls.indirectpromptinjection.Classifier;
import io.portreeve.controls.indirectpromptinjection.Suspicion;
import io.portreeve.gateway.config.ClassifierSettings;
import io.portreeve.gateway.config.WhenUnavailable;
import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.document.Turns;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Asks a model over HTTP.
 *
 * <p>Promise: a message has an opinion that was given on all of it, in time and in form, or none; a
 * suspicion is one, whatever was not asked about. Only so many messages are asked about at once,
 * and each of them one question after the other: no exchange takes more than one place.
 */
final class HttpClassifier implements Classifier {
  private static final int OK = 200;

  private final String name;
  private final ClassifierSettings settings;
  private final Dialect dialect;
  private final HttpFields fields;
  private final Turns turns;
  private final Outage outage;
  private final Breaker breaker;

  /**
   * The one that answers there.
   *
   * @param name the operator's for it
   * @param fields that show who we are
   * @param documents whose patience is that of a message: for its turn and all answers together
   * @param ticker the nanoseconds of {@link System#nanoTime}
   */
  HttpClassifier(
      String name,
      ClassifierSettings settings,
      HttpFields fields,
      Documents documents,
      Outage outage,
      LongSupplier ticker) {
    this.name = name;
    this.settings = settings;
    this.dialect = Dialect.of(settings.form(), settings.honestLabels());
    this.fields = fields;
    this.turns = new Turns(documents, settings.concurrent(), ticker);
    this.outage = outage;
    this.breaker = new Breaker(ticker);
  }

  @Override
  public Opinion judge(Exchange exchange, List<String> texts) {
    int longest = Math.toIntExact(settings.longest().bytes());
    List<String> portions = Portions.of(texts, longest);
    if (portions.isEmpty()) {
      return new Opinion.Unsuspicious();
    }
    boolean whole = texts.stream().mapToLong(String::length).sum() <= longest;
    OptionalDouble score = asked(exchange, portions);
    boolean sure = score.orElse(0) >= settings.blockFrom() / 100.0;
    return score.isPresent() && (whole || sure) ? opinion(score.getAsDouble()) : missing();
  }

  private Opinion missing() {
    return new Opinion.Missing(
        "classifier " + name, settings.whenUnavailable() == WhenUnavailable.BLOCK);
  }

  private Opinion opinion(double score) {
    return score < settings.alertFrom() / 100.0
        ? new Opinion.Unsuspicious()
        : new Opinion.Suspected(
            new Suspicion(
                String.format(Locale.ROOT, "classifier %s %.2f", name, score),
                score >= settings.blockFrom() / 100.0));
  }

  /** The highest score of all portions; empty if one of them has none. */
  private OptionalDouble asked(Exchange exchange, List<String> portions) {
    if (!breaker.mayAsk()) {
      return OptionalDouble.empty();
    }
    try {
      Optional<Double> score = turns.take(inTime -> highest(inTime, exchange, portions));
      if (score.isEmpty()) {
        outage.failed("too many messages at once");
      }
      return score.stream().mapToDouble(highest -> highest).findFirst();
    } catch (DocumentUnavailable unavailable) {
      breaker.failed();
      outage.failed(String.valueOf(unavailable.getMessage()));
      return OptionalDouble.empty();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return OptionalDouble.empty();
    }
  }

  /** Nobody is asked any more once a score is high enough. */
  private double highest(Documents inTime, Exchange exchange, List<String> portions)
      throws DocumentUnavailable, InterruptedException {
    HttpFields told = fields.and("x-request-id", exchange.id().value());
    double highest = 0;
    for (JsonObject question : dialect.questions(portions)) {
      Documents.Answer answer = inTime.json(settings.url(), told, question.toLine());
      if (answer.status() != OK) {
        throw new DocumentUnavailable("HTTP " + answer.status());
      }
      highest =
          Math.max(
              highest,
              dialect
                  .highest(answer.body(), portions.size())
                  .orElseThrow(() -> new DocumentUnavailable("an answer of another form")));
      if (highest >= settings.blockFrom() / 100.0) {
        break;
      }
    }
    breaker.answered();
    outage.answered();
    return highest;
  }
}
