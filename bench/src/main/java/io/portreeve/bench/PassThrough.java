package io.portreeve.bench;

import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.Destination;
import io.portreeve.gateway.http.HttpCall;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpListener;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.HttpRefusals;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.http.HttpResponse;
import io.portreeve.gateway.http.HttpStream;
import io.portreeve.gateway.http.ListenerOptions;
import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.http.Refusal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * A reverse proxy and nothing more: the cost of the transport alone, to be held against nginx.
 * Arguments: the port to listen on, the upstream's URL, and perhaps the number of event loops.
 */
public final class PassThrough {
  private static final int MOST = 16 * 1024 * 1024;

  private final HttpPool pool;
  private final Destination upstream;

  private PassThrough(HttpPool pool, Destination upstream) {
    this.pool = pool;
    this.upstream = upstream;
  }

  static void main(String[] arguments) throws Exception {
    HttpEngine engine =
        arguments.length > 2
            ? HttpEngine.start(Integer.parseInt(arguments[2]))
            : HttpEngine.start();
    HttpPool pool = HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());
    PassThrough proxy = new PassThrough(pool, Destination.of(URI.create(arguments[1])));
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
    HttpListener.start(engine, address, ListenerOptions.defaults(), proxy::handle, new Silent());
    Thread.currentThread().join();
  }

  private void handle(HttpRequest request, HttpReply reply) throws Exception {
    HttpFields type = kept(request.headers(), "accept");
    HttpCall call = HttpCall.of(request.method(), request.path(), type, request.body());
    try (HttpResponse response = pool.send(upstream, call)) {
      HttpFields fields = kept(response.headers(), "cache-control");
      if (fields.first("content-type").orElse("").startsWith("text/event-stream")) {
        stream(response, reply.stream(response.status(), fields));
      } else {
        reply.send(response.status(), fields, response.body(MOST));
      }
    }
  }

  private static void stream(HttpResponse response, HttpStream out) throws Exception {
    try (out) {
      for (var chunk = response.next(); chunk.isPresent(); chunk = response.next()) {
        out.write(chunk.get());
      }
    }
  }

  private static HttpFields kept(HttpFields all, String other) {
    HttpFields.Builder kept = HttpFields.builder();
    all.first("content-type").ifPresent(value -> kept.add("content-type", value));
    all.first(other).ifPresent(value -> kept.add(other, value));
    return kept.build();
  }

  /** Load tools break connections off at their end: nothing to tell. */
  private static final class Silent implements HttpRefusals {
    @Override
    public void refused(Refusal refusal, Peer peer) {}

    @Override
    public void failed(Throwable cause, Peer peer) {}
  }
}
