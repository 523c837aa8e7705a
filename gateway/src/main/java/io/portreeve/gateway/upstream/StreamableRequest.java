package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.HttpResponse;
import io.portreeve.gateway.http.MessageMemory;
import io.portreeve.gateway.journey.CredentialMissing;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.legacy.ServerHandshake;
import io.portreeve.mcp.sse.SseEvent;
import java.time.Duration;
import java.util.Optional;

/** One request of a stateful session over HTTP: posts it, and reads its stream to the answer. */
final class StreamableRequest {
  private static final int MOST_FAILURES = 5;

  private final StreamableLink link;
  private final RpcRequest request;
  private final Sound.Ear ear;
  private final MessageMemory.Holding holding;
  private String lastEventId = "";
  private Duration pause = Pauses.FIRST;

  StreamableRequest(
      StreamableLink link, RpcRequest request, Sound.Ear ear, MessageMemory.Holding holding) {
    this.holding = holding;
    this.link = link;
    this.request = request;
    this.ear = ear;
  }

  /** Ends when the answer was heard, or that there will be none, or when interrupted. */
  void run() {
    try {
      if (!posted()) {
        resume();
      }
    } catch (CredentialMissing none) {
      ear.hear(new Sound.Unasked(none));
    } catch (UpstreamException failed) {
      lost(String.valueOf(failed.getMessage()), false);
    } catch (InterruptedException abandoned) {
      Thread.currentThread().interrupt();
    }
  }

  /** True if the request is over. */
  private boolean posted() throws UpstreamException, InterruptedException {
    try (HttpResponse response = link.post(request, HttpEndpoint.Patience.endless())) {
      int status = response.status();
      if (status == 404 && link.hasSession()) {
        link.forgotten();
        lost("the server has forgotten the session", false);
        return true;
      }
      MediaType type = MediaType.of(response.headers());
      if (status == 200 && request.method().equals(ServerHandshake.METHOD)) {
        link.began(response.headers());
      }
      if (status == 200 && type == MediaType.EVENTS) {
        return streamed(response);
      }
      if (type == MediaType.JSON && HttpAnswers.mayHoldAMessage(status)) {
        return whole(response);
      }
      throw HttpAnswers.unusable(status);
    }
  }

  private boolean whole(HttpResponse response) throws UpstreamException, InterruptedException {
    int most = link.settings().limits().maxMessage();
    // The caller keeps the time: it abandons us when the request takes too long.
    RpcMessage message =
        link.wire().message(HttpAnswers.body(response, most, Deadline.never(), holding));
    boolean refusal = message instanceof RpcResponse.Refusal;
    if (!(message instanceof RpcResponse answer) || (response.status() != 200 && !refusal)) {
      throw new UpstreamException("the server's answer does not fit its status");
    }
    answered(answer);
    return true;
  }

  /** True if the answer came; false if the stream broke off before. */
  private boolean streamed(HttpResponse response) throws UpstreamException, InterruptedException {
    Events events =
        new Events(response, link.settings().limits().maxMessage(), Deadline.never(), holding);
    for (Optional<SseEvent> event = events.next(); event.isPresent(); event = events.next()) {
      if (heard(event.get())) {
        return true;
      }
    }
    // Whether it broke or was ended: the server may let us go on.
    lastEventId = events.lastEventId().orElse(lastEventId);
    pause = events.retry().orElse(pause);
    return false;
  }

  /** True if it was the answer. */
  private boolean heard(SseEvent event) throws UpstreamException {
    if (event.isEmpty()) {
      return false;
    }
    if (!event.isMessage()) {
      link.saw(Oddity.NO_MESSAGE, "an event of an unknown type");
      return false;
    }
    RpcMessage message = link.wire().message(event.data());
    switch (message) {
      case RpcResponse answer -> answered(answer);
      case RpcRequest _, RpcNotification _ -> ear.hear(Sound.of(message, event.data().length));
    }
    return message instanceof RpcResponse;
  }

  private void answered(RpcResponse answer) throws UpstreamException {
    Optional<RequestId> id =
        switch (answer) {
          case RpcResponse.Success success -> Optional.of(success.id());
          case RpcResponse.Refusal refusal -> refusal.id();
        };
    boolean nameless = id.isEmpty() && answer instanceof RpcResponse.Refusal;
    if (!nameless && !id.equals(Optional.of(request.id()))) {
      throw new UpstreamException("the server answered another request than the one sent");
    }
    ear.hear(new Sound.Answered(answer));
  }

  /** The server may end the connection as often as it likes; the caller keeps the time. */
  private void resume() throws UpstreamException, InterruptedException {
    int failures = 0;
    while (!lastEventId.isEmpty() && failures < MOST_FAILURES) {
      link.alarms().pause(Pauses.after(pause, failures));
      try (HttpResponse response = link.events(lastEventId, HttpEndpoint.Patience.endless())) {
        boolean events = MediaType.of(response.headers()) == MediaType.EVENTS;
        if (response.status() == 200 && events) {
          failures = 0;
          if (streamed(response)) {
            return;
          }
        } else if (response.status() < 500) {
          break;
        } else {
          failures++;
        }
      }
    }
    lost("the server ended the stream of the request without an answer", false);
  }

  private void lost(String why, boolean unsent) {
    ear.hear(new Sound.Lost(why, unsent));
  }
}
