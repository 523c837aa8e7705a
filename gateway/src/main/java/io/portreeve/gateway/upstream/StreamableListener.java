package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.HttpResponse;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.sse.SseEvent;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds the GET stream of a session open, as long as the server offers one: what a server says
 * there belongs to no request, and what it asks there must be answered.
 */
final class StreamableListener {
  private final StreamableLink link;
  private String lastEventId = "";
  private Duration pause = Pauses.FIRST;
  private int failures;

  StreamableListener(StreamableLink link) {
    this.link = link;
  }

  /** Ends when the server offers no stream, or when interrupted. */
  void run() {
    try {
      while (listened()) {
        link.alarms().pause(Pauses.after(pause, failures));
        failures++;
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** False if it is no use to try again. */
  private boolean listened() throws InterruptedException {
    Duration head = link.settings().timeout();
    try (HttpResponse response =
        link.events(lastEventId, HttpEndpoint.Patience.untilClosed(head))) {
      if (response.status() == 404 && link.hasSession()) {
        link.forgotten();
      }
      if (response.status() != 200 || MediaType.of(response.headers()) != MediaType.EVENTS) {
        return response.status() >= 500;
      }
      read(response);
    } catch (UpstreamException failed) {
      link.saw(Oddity.NO_MESSAGE, String.valueOf(failed.getMessage()));
    }
    return link.isAlive();
  }

  private void read(HttpResponse response) throws UpstreamException, InterruptedException {
    Events events =
        new Events(
            response,
            link.settings().limits().maxMessage(),
            Deadline.never(),
            link.answers().holding());
    for (Optional<SseEvent> event = events.next(); event.isPresent(); event = events.next()) {
      if (!event.get().isEmpty() && event.get().isMessage()) {
        RpcMessage message = link.wire().message(event.get().data());
        failures = 0;
        link.session().heard(message, event.get().data().length);
      }
    }
    lastEventId = events.lastEventId().orElse(lastEventId);
    pause = events.retry().orElse(pause);
  }
}
