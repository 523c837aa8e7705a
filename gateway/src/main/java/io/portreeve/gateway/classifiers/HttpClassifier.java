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
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Asks a model over HTTP.
 *
 * <p>Promise: a message has an opinion that was given on all of it, in time and in form, or none; a
 * suspicion is one, whatever was not asked about. Only so many messages are asked about at once,
 * and each of them one question after the other: no exchange takes more than one place. What fails
 * on the messages of one server keeps nobody from asking about those of another.
 */
final class HttpClassifier implements Classifier {
  private static final int OK = 200;

  /** Unauthorized, forbidden, timed out, too many requests: another text would fare no better. */
  private static final Set<Integer> REFUSES_US = Set.of(401, 403, 408, 429);

  private final String name;
  private final ClassifierSettings settings;
  private final Dialect dialect;
  private final HttpFields fields;
  private final Turns turns;
  private final Outage outage;
  private final LongSupplier ticker;

  /** One for each server that is judged, and those are the ones of a configuration. */
  private final Map<ServerId, Breaker> breakers = new ConcurrentHashMap<>();

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
    this.ticker = ticker;
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
    Breaker breaker = breakers.computeIfAbsent(exchange.server(), _ -> new Breaker(ticker));
    if (!breaker.mayAsk()) {
      return OptionalDouble.empty();
    }
    Attempt attempt = new Attempt(breaker);
    try {
      Optional<Double> score = turns.take(inTime -> highest(inTime, exchange, portions, attempt));
      if (score.isEmpty()) {
        outage.failed("too many messages at once");
      }
      return score.stream().mapToDouble(highest -> highest).findFirst();
    } catch (DocumentUnavailable unavailable) {
      attempt.failed();
      outage.failed(String.valueOf(unavailable.getMessage()));
      return OptionalDouble.empty();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return OptionalDouble.empty();
    }
  }

  /** Nobody is asked any more once a score is high enough. */
  private double highest(
      Documents inTime, Exchange exchange, List<String> portions, Attempt attempt)
      throws DocumentUnavailable, InterruptedException {
    HttpFields told = fields.and("x-request-id", exchange.id().value());
    double highest = 0;
    for (JsonObject question : dialect.questions(portions)) {
      Documents.Answer answer = inTime.json(settings.url(), told, question.toLine());
      highest = Math.max(highest, score(answer, portions.size(), attempt));
      if (highest >= settings.blockFrom() / 100.0) {
        break;
      }
    }
    outage.answered();
    return highest;
  }

  private double score(Documents.Answer answer, int portions, Attempt attempt)
      throws DocumentUnavailable {
    if (answer.status() != OK) {
      if (isAboutTheText(answer.status())) {
        attempt.answered();
      }
      throw new DocumentUnavailable("HTTP " + answer.status());
    }
    double score =
        dialect
            .highest(answer.body(), portions)
            .orElseThrow(() -> new DocumentUnavailable("an answer of another form"));
    attempt.answered();
    return score;
  }

  /** Whether it refuses what it was shown (RFC 9110, section 15.5), and may take another text. */
  private static boolean isAboutTheText(int status) {
    return status >= 400 && status < 500 && !REFUSES_US.contains(status);
  }
}
