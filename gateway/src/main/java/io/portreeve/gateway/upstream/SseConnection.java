package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpResponse;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.sse.SseEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP+SSE transport of 2024-11-05: a GET stream on which everything comes, and an endpoint of
 * the same origin, named by its first event, to which everything is posted.
 */
final class SseConnection implements Connection {
  private final UpstreamSettings settings;
  private final HttpEndpoint endpoint;
  private final Caller caller;
  private final Alarms alarms;
  private final Consumer<String> junk;
  private final WireReader wire;
  private final CompletableFuture<Named> posts = new CompletableFuture<>();
  private volatile @Nullable Thread reader;
  private volatile boolean alive = true;
  private volatile boolean closing;

  /**
   * @param junk told of events that are no message
   */
  SseConnection(
      UpstreamSettings settings,
      HttpEndpoint endpoint,
      Caller caller,
      Alarms alarms,
      Consumer<String> junk) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.caller = caller;
    this.alarms = alarms;
    this.junk = junk;
    this.wire = new WireReader(settings.limits().maxMessage());
  }

  @Override
  public void open(Ear ear) throws UpstreamException, InterruptedException {
    Thread thread = Thread.ofVirtual().unstarted(() -> read(ear));
    reader = thread;
    thread.start();
    Alarms.Pending alarm = alarms.after(settings.timeout(), () -> fail("the server took too long"));
    try {
      var _ = endpoint(posts.get());
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("nobody completes it so", impossible);
    } finally {
      alarm.cancel();
    }
  }

  /** What came of the first event. */
  private sealed interface Named {
    record At(HttpEndpoint endpoint) implements Named {}

    record Nothing(String why) implements Named {}
  }

  private static HttpEndpoint endpoint(Named named) throws UpstreamException {
    return switch (named) {
      case Named.At at -> at.endpoint();
      case Named.Nothing nothing -> throw new UpstreamException(nothing.why());
    };
  }

  private void fail(String why) {
    posts.complete(new Named.Nothing(why));
  }

  private void read(Ear ear) {
    String why = "the server ended its event stream";
    HttpEndpoint.Patience patience = HttpEndpoint.Patience.untilClosed(settings.timeout());
    try (HttpResponse response = endpoint.events(caller, HttpFields.empty(), patience)) {
      if (response.status() != 200 || MediaType.of(response.headers()) != MediaType.EVENTS) {
        throw HttpAnswers.unusable(response.status());
      }
      read(
          new Events(
              response,
              settings.limits().maxMessage(),
              Deadline.never(),
              endpoint.memory().holding(settings.id().value())),
          ear);
    } catch (UpstreamException failed) {
      why = String.valueOf(failed.getMessage());
    } catch (InterruptedException closed) {
      why = "closed";
    }
    alive = false;
    fail(why);
    ear.ended(closing ? "closed" : why);
  }

  private void read(Events events, Ear ear) throws UpstreamException, InterruptedException {
    for (Optional<SseEvent> event = events.next(); event.isPresent(); event = events.next()) {
      if (!posts.isDone()) {
        posts.complete(new Named.At(named(event.get())));
      } else if (event.get().isMessage()) {
        ear.heard(wire.message(event.get().data()), event.get().data().length);
      } else {
        junk.accept("an event of an unknown type");
      }
    }
  }

  /** The endpoint that the first event names: never on another origin, or we would be led there. */
  private HttpEndpoint named(SseEvent first) throws UpstreamException {
    if (!first.type().equals("endpoint")) {
      throw new UpstreamException("the server's first event names no endpoint");
    }
    try {
      URI relative = URI.create(new String(first.data(), StandardCharsets.UTF_8));
      return endpoint.at(endpoint.url().resolve(relative));
    } catch (IllegalArgumentException elsewhere) {
      throw new UpstreamException("the server names an endpoint that is malformed or elsewhere");
    }
  }

  @Override
  public void send(RpcMessage message) throws UpstreamException, InterruptedException {
    HttpEndpoint to = endpoint(posts.getNow(new Named.Nothing("the event stream is not open")));
    HttpEndpoint.Patience patience = HttpEndpoint.Patience.of(settings.timeout());
    try (HttpResponse response = to.post(caller, HttpFields.empty(), message, patience)) {
      if (response.status() == 404 || response.status() == 410) {
        stop();
      }
      if (response.status() / 100 != 2) {
        throw HttpAnswers.unusable(response.status());
      }
    }
  }

  @Override
  public boolean isAlive() {
    return alive;
  }

  @Override
  public void close() {
    closing = true;
    stop();
  }

  private void stop() {
    alive = false;
    Thread reading = reader;
    if (reading != null) {
      reading.interrupt();
    }
  }
}
