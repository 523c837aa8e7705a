package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.ServerId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The servers behind the gateway, each spoken to in its own era. Closing closes every connection.
 */
public final class Upstreams implements AutoCloseable {
  private final Map<ServerId, Upstream> servers = new LinkedHashMap<>();
  private final List<EraUpstream> opened = new ArrayList<>();

  private Upstreams() {}

  public static Upstreams open(
      List<UpstreamSettings> settings,
      HttpPool pool,
      InstantSource clock,
      UpstreamObserver observer) {
    Upstreams upstreams = new Upstreams();
    settings.forEach(one -> upstreams.add(one, pool, clock, observer));
    return upstreams;
  }

  private void add(
      UpstreamSettings settings, HttpPool pool, InstantSource clock, UpstreamObserver observer) {
    switch (settings.reach()) {
      case UpstreamSettings.Reach.Endpoint endpoint -> {
        HttpEndpoint http = new HttpEndpoint(pool, endpoint.url(), endpoint.fields());
        EraUpstream modern = new ModernHttpUpstream(settings, http, clock, observer);
        opened.add(modern);
        servers.put(settings.id(), speaking(modern));
      }
      case UpstreamSettings.Reach.Program _ ->
          throw new IllegalArgumentException("programs are not started yet");
    }
  }

  private static Upstream speaking(EraUpstream era) {
    return (exchange, request, out) -> {
      try {
        era.send(exchange, request, out);
      } catch (StaleEra changed) {
        throw new UpstreamException("the server changed its era", changed);
      }
    };
  }

  /** The servers by the operator's ids, in the operator's order. */
  public Map<ServerId, Upstream> servers() {
    return Collections.unmodifiableMap(servers);
  }

  @Override
  public void close() {
    opened.forEach(EraUpstream::close);
  }
}
