package io.portreeve.onnx.serving;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.onnx.model.Labels;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * {@code POST /predict}, as a gateway asks its classifiers, and {@code GET /health} for whoever
 * supervises it. Until a desk is there, both say that it is not ready.
 *
 * <p>A status of 200 is an opinion on the whole of what was asked; whatever else is none. Nothing
 * that was sent is repeated in an answer or in a line for the operator. Whoever does not show the
 * token learns of health no more than that it is ready.
 */
final class ClassifierEndpoint implements HttpHandler {
  static final String PREDICT = "/predict";
  static final String HEALTH = "/health";

  private static final HttpFields JSON =
      HttpFields.of("content-type", "application/json", "cache-control", "no-store");

  private final ClassifierDoor door;
  private final Labels labels;
  private final int longest;
  private final Outage outage;
  private final LongAdder answered = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private volatile Optional<Desk> desk = Optional.empty();

  /**
   * One that has no desk yet.
   *
   * @param longest how many characters all texts of a question may have
   * @param outage is told of what fails here, and of answers
   */
  ClassifierEndpoint(ClassifierDoor door, Labels labels, int longest, Outage outage) {
    this.door = door;
    this.labels = labels;
    this.longest = longest;
    this.outage = outage;
  }

  /** From now on questions are put to this. */
  void ready(Desk there) {
    desk = Optional.of(there);
  }

  /** The body of what will be refused is not read. */
  @Override
  public Optional<String> sender(HttpRequest head) {
    return isQuestion(head) && door.refuses(head).isEmpty()
        ? HttpHandler.super.sender(head)
        : Optional.empty();
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) throws InterruptedException {
    if (request.path().equals(HEALTH)) {
      health(request, reply);
    } else if (isQuestion(request)) {
      Optional<Integer> no = door.refuses(request);
      if (no.isPresent()) {
        refuse(reply, no.get(), "refused: show the token, send JSON, and name this machine");
      } else {
        predict(request, reply);
      }
    } else if (request.path().equals(PREDICT)) {
      refuse(reply, 405, "POST it");
    } else {
      refuse(reply, 404, "ask at " + PREDICT);
    }
  }

  private static boolean isQuestion(HttpRequest request) {
    return request.method().equals("POST") && request.path().equals(PREDICT);
  }

  private void predict(HttpRequest request, HttpReply reply) throws InterruptedException {
    Optional<Question> question = Question.read(request.body());
    if (question.isEmpty()) {
      refuse(
          reply,
          400,
          "write {\"inputs\": \"a text\"} or {\"texts\": [\"a text\"]}, with %d texts at most"
              .formatted(Question.MOST));
    } else if (question.get() instanceof Question.Texts && labels.honest().isEmpty()) {
      refuse(reply, 400, "\"texts\" needs a start with --honest");
    } else if (isTooLong(question.get())) {
      refuse(reply, 413, "the texts are longer than --longest");
    } else if (desk.isEmpty()) {
      refuse(reply, 503, "the model is being loaded");
    } else {
      ask(desk.get(), question.get(), reply);
    }
  }

  private boolean isTooLong(Question question) {
    return question.texts().stream().mapToLong(String::length).sum() > longest;
  }

  private void ask(Desk there, Question question, HttpReply reply) throws InterruptedException {
    switch (there.ask(question.texts(), reply::open)) {
      case Outcome.Scored(var scores) -> {
        answered.increment();
        outage.answered();
        reply.send(200, JSON, question.answer(labels, scores).toBytes());
      }
      case Outcome.Full() -> overloaded(reply, "too many questions wait");
      case Outcome.Late() -> overloaded(reply, "it took too long");
      case Outcome.Failed(String why) -> {
        outage.failed(why);
        refuse(reply, 500, "the model failed; the log says why");
      }
    }
  }

  private void overloaded(HttpReply reply, String why) {
    outage.failed(why);
    refused.increment();
    reply.send(503, JSON.and("retry-after", "1"), said(why));
  }

  private void refuse(HttpReply reply, int status, String why) {
    refused.increment();
    reply.send(status, JSON, said(why));
  }

  private static byte[] said(String why) {
    return JsonObject.empty().with("error", why).toBytes();
  }

  private void health(HttpRequest request, HttpReply reply) {
    if (door.isStranger(request)) {
      refuse(reply, 403, "refused: name this machine");
    } else if (!request.method().equals("GET")) {
      refuse(reply, 405, "GET it");
    } else {
      JsonObject status = JsonObject.empty().with("status", desk.isPresent() ? "ready" : "loading");
      JsonObject said = door.isTrusted(request) ? withCounts(status) : status;
      reply.send(desk.isPresent() ? 200 : 503, JSON, said.toBytes());
    }
  }

  private JsonObject withCounts(JsonObject status) {
    return status
        .with("labels", JsonArray.ofStrings(labels.names()))
        .with("waiting", desk.map(Desk::waiting).orElse(0))
        .with("answered", answered.sum())
        .with("refused", refused.sum());
  }
}
