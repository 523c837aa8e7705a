package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.Hold;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.journey.Doorway;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers one POST within a session: 202 to what needs no answer, JSON to a request whose answer
 * comes soon and alone, and otherwise a stream that outlives its connection.
 */
final class LegacyPost {
  private final LegacyCore core;
  private final HttpSession session;
  private final Doorway.Entry.Open entry;
  private final HttpReply reply;

  LegacyPost(LegacyCore core, HttpSession session, Doorway.Entry.Open entry, HttpReply reply) {
    this.core = core;
    this.session = session;
    this.entry = entry;
    this.reply = reply;
  }

  /**
   * Takes what is no request. Where a client may be at another node than the one that asked it, it
   * is told that nobody here waits for its answer, lest it believe that it was heard.
   */
  void accept(List<RpcMessage> messages) {
    if (take(messages) || !session.mayRunElsewhere()) {
      Answers.empty(reply, HttpStatus.ACCEPTED);
      return;
    }
    String why = "an answer that nobody waits for here";
    core.audit().turnedAway(entry.arrival(), Reason.STATE_INVALID, why);
    McpError error = new McpError(ErrorCode.INVALID_REQUEST, "nobody waits for this answer here");
    Answers.error(reply, HttpStatus.BAD_REQUEST, Optional.empty(), error);
  }

  /** Whether each answer among them was waited for. */
  private boolean take(List<RpcMessage> messages) {
    boolean all = true;
    for (RpcMessage message : messages) {
      switch (message) {
        case RpcNotification notification -> session.session().notification(notification);
        case RpcResponse response -> all &= session.session().response(response);
        case RpcRequest _ -> {}
      }
    }
    return all;
  }

  void request(RpcRequest asked) throws InterruptedException {
    EventLogs.Stream stream = session.streams().open();
    try (EventLog.Reader reader = stream.log().read()) {
      begin(entry, asked, stream, stream.log()::end);
      answer(stream, reader);
    }
  }

  private void answer(EventLogs.Stream stream, EventLog.Reader reader) throws InterruptedException {
    switch (reader.next(core.limits().grace())) {
      case EventLog.Next.Message(EventLog.Event event) when event.isAnswer() -> {
        session.streams().forget(stream);
        answer(event);
      }
      case EventLog.Next.Message(EventLog.Event event) -> pump(stream, reader, List.of(event));
      case EventLog.Next.Silence _, EventLog.Next.End _ -> pump(stream, reader, List.of());
    }
  }

  private void answer(EventLog.Event event) {
    if (event.wanting().isPresent()) {
      HttpFields challenge = core.challenges().wanting(event.wanting().get());
      Answers.json(reply, HttpStatus.FORBIDDEN, challenge, event.line());
    } else {
      Answers.json(reply, HttpStatus.OK, event.line());
    }
  }

  void batch(List<RpcMessage> messages) throws InterruptedException {
    List<RpcRequest> requests =
        messages.stream().filter(RpcRequest.class::isInstance).map(RpcRequest.class::cast).toList();
    if (requests.isEmpty()) {
      accept(messages);
      return;
    }
    boolean _ = take(messages);
    EventLogs.Stream stream = session.streams().open();
    EventLog.Reader reader = stream.log().read();
    AtomicInteger running = new AtomicInteger(requests.size());
    for (RpcRequest asked : requests) {
      begin(core.arrivals().again(entry), asked, stream, () -> ended(running, stream));
    }
    pump(stream, reader, List.of());
  }

  /** It outlives its connection, and what was received is there for as long as it runs. */
  private void begin(
      Doorway.Entry.Open arrived, RpcRequest asked, EventLogs.Stream stream, Runnable ended) {
    Hold hold = reply.hold();
    Runnable done =
        () -> {
          hold.close();
          ended.run();
        };
    stream.filledBy(session.session().request(arrived, asked, stream.log()::append, done));
  }

  private static void ended(AtomicInteger running, EventLogs.Stream stream) {
    if (running.decrementAndGet() == 0) {
      stream.log().end();
    }
  }

  private void pump(EventLogs.Stream stream, EventLog.Reader reader, List<EventLog.Event> first)
      throws InterruptedException {
    reply.onDisconnect(reader::leave);
    boolean prime = Primes.understoodBy(session.session().client());
    new Pump(core.streams(), stream, reader).run(reply, prime, first);
    session.used(core.arrivals().clock().instant());
  }
}
