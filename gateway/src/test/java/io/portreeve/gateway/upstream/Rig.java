package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerId;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.ManualClock;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What every upstream of a test stands on. */
final class Rig implements AutoCloseable {
  static final ServerId SERVER = Exchanges.SERVER;
  static final Principal BERT = new Principal("bert", Set.of(), Principal.Authentication.API_KEY);

  final ManualClock clock = ManualClock.atNewYear();
  final BlockingQueue<String> oddities = new LinkedBlockingQueue<>();
  private final HttpEngine engine = HttpEngine.start(1);
  final HttpPool pool = HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());

  UpstreamObserver observer() {
    return (_, oddity, detail) -> oddities.add(oddity.wire() + ": " + detail);
  }

  /** The only server of these. */
  static EraUpstream only(Upstreams upstreams) {
    Upstream upstream = Objects.requireNonNull(upstreams.servers().get(SERVER));
    return new EraUpstream() {
      @Override
      public void send(Exchange exchange, Request request, ServerStream out)
          throws UpstreamException, InterruptedException {
        upstream.send(exchange, request, out);
      }

      @Override
      public void close() {
        upstreams.close();
      }
    };
  }

  /** The next thing that the operator is told; fails the test if it is told nothing. */
  String oddity() throws InterruptedException {
    String next = oddities.poll(1, TimeUnit.MINUTES);
    if (next == null) {
      throw new AssertionError("nothing was reported");
    }
    return next;
  }

  static Exchange exchange(Request request) {
    return Exchanges.asking(request);
  }

  /** A request with capabilities; single quotes stand for double ones. */
  static Request request(String method, String members, String capabilities) {
    return Request.of(
        method, Jsons.object("{" + comma(members) + "'_meta':" + meta(capabilities, "") + "}"));
  }

  /** A request without capabilities. */
  static Request request(String method, String members) {
    return request(method, members, "{}");
  }

  /** A request whose meta holds more than it must. */
  static Request requestWithMeta(String method, String members, String more) {
    return Request.of(
        method, Jsons.object("{" + comma(members) + "'_meta':" + meta("{}", "," + more) + "}"));
  }

  private static String comma(String members) {
    return members.isEmpty() ? "" : members + ",";
  }

  private static String meta(String capabilities, String more) {
    return "{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
        + "'io.modelcontextprotocol/clientInfo':{'name':'client','version':'9'},"
        + "'io.modelcontextprotocol/clientCapabilities':"
        + capabilities
        + more
        + "}";
  }

  @Override
  public void close() {
    pool.close();
    engine.close();
  }
}
