package io.portreeve.gateway;

import io.portreeve.gateway.catalog.CatalogLoader;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Judgement;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.ListPrompts;
import io.portreeve.mcp.ListResourceTemplates;
import io.portreeve.mcp.ListResources;
import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.ListTools;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestMeta;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Fills the catalog by asking a server for its lists; every page passes the response controls,
 * which is where definitions are pinned.
 */
final class ListLoader implements CatalogLoader {
  private static final int MOST_PAGES = 100;

  /** After so long no further page is asked for. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  private final Supplier<Guard> guard;
  private final Map<ServerId, Upstream> upstreams;
  private final InstantSource clock;

  ListLoader(Supplier<Guard> guard, Map<ServerId, Upstream> upstreams, InstantSource clock) {
    this.clock = clock;
    this.guard = guard;
    this.upstreams = upstreams;
  }

  @Override
  public void load(Exchange exchange, DefinitionPins.Kind kind) throws InterruptedException {
    Optional<Request> page = Optional.of(first(exchange, kind));
    Instant until = clock.instant().plus(LONGEST);
    for (int pages = 0;
        page.isPresent() && pages < MOST_PAGES && clock.instant().isBefore(until);
        pages++) {
      page = next(exchange, page.get());
    }
  }

  private static Request first(Exchange exchange, DefinitionPins.Kind kind) {
    JsonObject meta = exchange.asked().params().object("_meta").orElse(JsonObject.empty());
    JsonObject params = JsonObject.of("_meta", meta.without(RequestMeta.PROGRESS_TOKEN));
    return switch (kind) {
      case TOOL -> new ListTools(params);
      case PROMPT -> new ListPrompts(params);
      case RESOURCE -> new ListResources(params);
      case RESOURCE_TEMPLATE -> new ListResourceTemplates(params);
      case INSTRUCTIONS -> new Discover(params);
    };
  }

  private Optional<Request> next(Exchange exchange, Request page) throws InterruptedException {
    Upstream upstream = Objects.requireNonNull(upstreams.get(exchange.server()), "a known server");
    Exchange asking = exchange.asking(page);
    AtomicReference<Optional<String>> cursor = new AtomicReference<>(Optional.empty());
    try {
      upstream.send(
          asking,
          page,
          message -> {
            boolean judged = guard.get().response(asking, message) instanceof Judgement.Forward<?>;
            if (judged && message instanceof ListResult list) {
              cursor.set(list.nextCursor());
            }
          });
    } catch (UpstreamException unreachable) {
      return Optional.empty();
    }
    return cursor.get().map(next -> page.withParams(page.params().with("cursor", next)));
  }
}
