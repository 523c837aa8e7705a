package io.portreeve.gateway.journey;

import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;

/**
 * A question of ours to the user of a client, asked as servers ask theirs (multi-round-trip
 * requests). What is answered is for us, and no server ever sees it.
 */
public enum OwnQuestion {
  LOGIN("io.portreeve/login"),
  APPROVAL("io.portreeve/approval"),
  /** Whether the user goes to a page of ours to approve; what he says there is no part of it. */
  APPROVAL_PAGE("io.portreeve/approval-page");

  private final String key;

  OwnQuestion(String key) {
    this.key = key;
  }

  /** What the client says that the user said. */
  public enum Answer {
    NONE,
    ACCEPTED,
    DECLINED,
    /** He closed the question without a word. */
    CANCELLED
  }

  /** What a request says to it, if it was asked. */
  public Answer answer(ClientMessage asked) {
    return asked instanceof Answerable request ? answer(request) : Answer.NONE;
  }

  /** What he filled in, if the question was answered with anything. */
  Optional<JsonObject> content(Answerable request) {
    return said(request).flatMap(answer -> answer.object("content"));
  }

  private Optional<JsonObject> said(Answerable request) {
    return request.inputResponses().flatMap(answers -> answers.object(key));
  }

  private Answer answer(Answerable request) {
    return said(request)
        .map(answer ->
            switch (answer.string("action").orElse("")) {
              case "accept" -> Answer.ACCEPTED;
              case "decline" -> Answer.DECLINED;
              default -> Answer.CANCELLED;
            })
        .orElse(Answer.NONE);
  }

  /** The request as a server gets it. */
  static Request without(Request request) {
    if (!(request instanceof Answerable asked) || asked.inputResponses().isEmpty()) {
      return request;
    }
    Request rest = request;
    for (OwnQuestion question : values()) {
      if (rest instanceof Answerable answered && question.answer(rest) != Answer.NONE) {
        rest = question.cut(answered);
      }
    }
    return rest;
  }

  private Request cut(Answerable request) {
    JsonObject rest = request.inputResponses().orElseThrow().without(key);
    JsonObject params = request.params();
    return ((Request) request)
        .withParams(
            rest.size() == 0
                ? params.without(Answerable.INPUT_RESPONSES)
                : params.with(Answerable.INPUT_RESPONSES, rest));
  }

  /** The question, with the server's own state of the request in it, if there is one. */
  InputRequired ask(Answerable request, JsonObject elicitation) {
    JsonObject asks =
        JsonObject.empty().with("method", "elicitation/create").with("params", elicitation);
    JsonObject json =
        JsonObject.empty()
            .with("resultType", "input_required")
            .with("inputRequests", JsonObject.of(key, asks));
    InputRequired question = new InputRequired(json);
    return request.requestState().map(question::withRequestState).orElse(question);
  }
}
