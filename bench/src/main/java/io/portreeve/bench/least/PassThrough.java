package io.portreeve.bench.least;

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
import io.portreeve.gateway.http.ListenerOptions;
import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.http.Refusal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * A reverse proxy on the gateway's transport that does its duty and nothing more, for whole
 * answers. Arguments: the port to listen on, the upstream's URL, the {@link Duty} and a directory
 * for it.
 */
public final class PassThrough {
  private static final int MOST = 16 * 1024 * 1024;
  private static final List<String> ASKED =
      List.of("content-type", "accept", "mcp-protocol-version", "mcp-method", "mcp-name");
  private static final List<String> ANSWERED = List.of("content-type", "cache-control");

  private final HttpPool pool;
  private final Destination upstream;
  private final Duty duty;

  private PassThrough(HttpPool pool, Destination upstream, Duty duty) {
    this.pool = pool;
    this.upstream = upstream;
    this.duty = duty;
  }

  static void main(String[] arguments) throws Exception {
    Duty duty = Duty.of(arguments[2], Path.of(arguments[3]));
    HttpEngine engine = HttpEngine.start();
    HttpPool pool = HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());
    PassThrough proxy = new PassThrough(pool, Destination.of(URI.create(arguments[1])), duty);
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
    HttpListener.start(engine, address, ListenerOptions.defaults(), proxy::handle, new Silent());
    Thread.currentThread().join();
  }

  private void handle(HttpRequest request, HttpReply reply) throws Exception {
    duty.asked(request.body());
    HttpFields asked = kept(request.headers(), ASKED);
    HttpCall call = HttpCall.of(request.method(), request.path(), asked, request.body());
    try (HttpResponse response = pool.send(upstream, call)) {
      byte[] answer = response.body(MOST);
      duty.answered(answer);
      reply.send(response.status(), kept(response.headers(), ANSWERED), answer);
    }
  }

  private static HttpFields kept(HttpFields all, List<String> names) {
    HttpFields.Builder kept = HttpFields.builder();
    for (String name : names) {
      all.first(name).ifPresent(value -> kept.add(name, value));
    }
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
