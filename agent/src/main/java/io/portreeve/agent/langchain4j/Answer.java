package io.portreeve.agent.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.portreeve.agent.model.ModelFailure;
import io.portreeve.agent.model.ModelFailure.Kind;
import io.portreeve.agent.model.Streamed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is heard of one answer, and what went wrong with it; the first that does counts. */
final class Answer implements StreamingChatResponseHandler {
  private final Streamed streamed;
  private final StringBuilder text = new StringBuilder();
  private String stop = "";
  private @Nullable ChatResponse whole;
  private @Nullable ModelFailure failure;
  private @Nullable RuntimeException thrown;
  private boolean interrupted;

  Answer(Streamed streamed) {
    this.streamed = streamed;
  }

  @Override
  public void onPartialResponse(String piece) {
    if (isGivenUp()) {
      return;
    }
    text.append(piece);
    try {
      streamed.text(piece);
    } catch (RuntimeException listener) {
      // The client would log it and go on talking to nobody.
      thrown = listener;
    }
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    whole = response;
  }

  @Override
  public void onError(Throwable told) {
    unreadable("an event has another form than its API says");
  }

  void unreadable(String what) {
    fail(unreadableBecause(what));
  }

  private static ModelFailure unreadableBecause(String what) {
    return new ModelFailure(Kind.UNREADABLE, "The model's answer cannot be read: " + what + ".");
  }

  void fail(ModelFailure why) {
    if (failure == null) {
      failure = why;
    }
  }

  void interrupted() {
    interrupted = true;
  }

  void stopped(String reason) {
    stop = reason;
  }

  /** Whether nothing that comes now is of use. */
  boolean isGivenUp() {
    return failure != null || thrown != null || interrupted;
  }

  String text() {
    return text.toString();
  }

  /** As the model, or its API, calls it; empty if it did not say. */
  String stop() {
    return stop;
  }

  /**
   * What the model asked for, if its answer came to an end.
   *
   * @throws ModelFailure if it did not
   * @throws InterruptedException if who waits for it was interrupted
   */
  List<ToolExecutionRequest> uses() throws ModelFailure, InterruptedException {
    if (interrupted) {
      throw new InterruptedException();
    }
    if (thrown != null) {
      throw thrown;
    }
    if (failure != null) {
      throw failure;
    }
    if (whole == null) {
      throw unreadableBecause("it ends before it is whole");
    }
    return whole.aiMessage().toolExecutionRequests();
  }
}
