package io.portreeve.onnx.serving;

import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpListener;
import io.portreeve.gateway.http.HttpRefusals;
import io.portreeve.gateway.http.ListenerOptions;
import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.http.Refusal;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.onnx.model.Labels;
import io.portreeve.onnx.model.TextScorer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Serves a classifier over HTTP. It listens at once, so that an address that is taken is known
 * before a model was loaded in vain, and answers once it has one.
 */
public final class ClassifierServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.portreeve.onnx.outage");

  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final ServingOptions options;
  private final HttpEngine engine;
  private final HttpListener listener;
  private final ClassifierEndpoint endpoint;
  private volatile Optional<Desk> desk = Optional.empty();

  private ClassifierServer(
      ServingOptions options,
      HttpEngine engine,
      HttpListener listener,
      ClassifierEndpoint endpoint) {
    this.options = options;
    this.engine = engine;
    this.listener = listener;
    this.endpoint = endpoint;
  }

  /**
   * Listens.
   *
   * @throws IOException if it cannot, at that address
   */
  public static ClassifierServer start(ServingOptions options, Labels labels) throws IOException {
    ClassifierEndpoint endpoint =
        new ClassifierEndpoint(
            ClassifierDoor.at(options.address().getAddress(), options.token()),
            labels,
            options.longest(),
            new Outage("classifying", InstantSource.system(), LOG::log));
    HttpEngine engine = HttpEngine.start();
    boolean started = false;
    try {
      HttpListener listener =
          HttpListener.start(
              engine, options.address(), bounds(options), endpoint, new LoggedRefusals());
      started = true;
      return new ClassifierServer(options, engine, listener, endpoint);
    } finally {
      if (!started) {
        engine.close();
      }
    }
  }

  private static ListenerOptions bounds(ServingOptions options) {
    int requests = options.requests();
    return ListenerOptions.defaults()
        .withMaxBody(options.body(), options.bodies())
        .withMaxLoad(2 * requests, requests, requests);
  }

  /** From now on, questions are put to this model. */
  public void ready(TextScorer model) {
    Desk made = new Desk(model, options.workers(), options.waiting(), options.patience());
    desk = Optional.of(made);
    endpoint.ready(made);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return listener.address();
  }

  /** Where it is asked. */
  public URI url() {
    InetSocketAddress at = address();
    String host = at.getAddress().getHostAddress();
    return URI.create(
        "http://%s:%d%s"
            .formatted(
                host.contains(":") ? "[" + host + "]" : host,
                at.getPort(),
                ClassifierEndpoint.PREDICT));
  }

  /** Takes no more questions, and answers those that it has, within their time. */
  public void drain() throws InterruptedException {
    boolean _ = listener.drain(options.patience(), () -> {}, LAST_WORDS);
    close();
  }

  @Override
  public void close() {
    listener.close();
    desk.ifPresent(Desk::close);
    engine.close();
  }

  /** What strangers send is nothing to report each time; a fault of ours is. */
  private static final class LoggedRefusals implements HttpRefusals {
    @Override
    public void refused(Refusal refusal, Peer peer) {
      LOG.log(System.Logger.Level.DEBUG, "refused: {0}", refusal);
    }

    @Override
    public void failed(Throwable cause, Peer peer) {
      LOG.log(System.Logger.Level.ERROR, "a fault of ours", cause);
    }
  }
}
