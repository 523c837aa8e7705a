package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.sse.SseWriter;
import java.util.Optional;

/**
 * Writes the answer to one request: a JSON body when the first message is the last, and a stream of
 * events otherwise.
 */
final class ModernAnswer implements ServerStream, AutoCloseable {
  private final ModernWords words;
  private final HttpReply reply;
  private final StreamClock clock;
  private final Challenges challenges;
  private Optional<EventStream> stream = Optional.empty();

  ModernAnswer(
      RequestId id, Request asked, HttpReply reply, StreamClock clock, Challenges challenges) {
    this.words = new ModernWords(id, asked);
    this.reply = reply;
    this.clock = clock;
    this.challenges = challenges;
  }

  @Override
  public void deliver(ServerMessage message) throws InterruptedException {
    RpcMessage said = words.of(message);
    switch (message) {
      case Notification _ -> opened().write(SseWriter.message(said.toJson()));
      case Result _ -> last(HttpStatus.OK, said);
      case Failure failure -> last(HttpStatus.of(failure.error()), said);
    }
  }

  private void last(int status, RpcMessage response) throws InterruptedException {
    if (stream.isPresent()) {
      stream.get().write(SseWriter.message(response.toJson()));
    } else {
      answer(status, response);
    }
  }

  private void answer(int status, RpcMessage response) {
    if (status == HttpStatus.FORBIDDEN) {
      Answers.json(reply, status, StepUp.fields(response, challenges), response.toJson());
    } else {
      Answers.json(reply, status, response);
    }
  }

  /** Is a stream from now on, if it was nothing yet: who listens may be told that it is over. */
  void begun() {
    EventStream _ = opened();
  }

  private EventStream opened() {
    EventStream open = stream.orElseGet(() -> new EventStream(reply, clock));
    stream = Optional.of(open);
    return open;
  }

  @Override
  public void close() {
    stream.ifPresent(EventStream::close);
  }
}
