package io.portreeve.gateway;

import io.portreeve.controls.contextpoisoning.HostMark;
import io.portreeve.gateway.catalog.CatalogLoader;
import io.portreeve.gateway.catalog.NotAsked;
import io.portreeve.gateway.journey.CredentialMissing;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Judgement;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.ListPrompts;
import io.portreeve.mcp.ListResourceTemplates;
import io.portreeve.mcp.ListResources;
import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.ListTools;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestMeta;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * Fills the catalog by asking a server for its lists; every page passes the response controls,
 * which is where definitions are pinned.
 */
final class ListLoader implements CatalogLoader {
  private static final int MOST_PAGES = 100;

  /** After so long no further page is asked for. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  private final BiPredicate<Exchange, ServerMessage> taken;
  private final Map<ServerId, Upstream> upstreams;
  private final InstantSource clock;

  ListLoader(Supplier<Guard> guard, Map<ServerId, Upstream> upstreams, InstantSource clock) {
    this(
        (asking, message) -> guard.get().response(asking, message) instanceof Judgement.Forward<?>,
        upstreams,
        clock);
  }

  /** One that goes on as long as the pages are taken. */
  ListLoader(
      BiPredicate<Exchange, ServerMessage> taken,
      Map<ServerId, Upstream> upstreams,
      InstantSource clock) {
    this.clock = clock;
    this.taken = taken;
    this.upstreams = upstreams;
  }

  @Override
  public boolean load(Exchange exchange, DefinitionPins.Kind kind)
      throws NotAsked, InterruptedException {
    Page page = new Page.More(first(exchange, kind));
    Instant until = clock.instant().plus(LONGEST);
    for (int pages = 0; pages < MOST_PAGES && clock.instant().isBefore(until); pages++) {
      if (!(page instanceof Page.More(Request request))) {
        break;
      }
      page = next(exchange, request);
    }
    return page instanceof Page.Last;
  }

  /** What follows a page. */
  private sealed interface Page {
    /** Another one. */
    record More(Request request) implements Page {}

    /** The end of the list. */
    record Last() implements Page {}

    /** Nothing that was judged. */
    record Lost() implements Page {}

    static Page after(Request page, ServerMessage judged) {
      return switch (judged) {
        case ListResult list ->
            list.nextCursor()
                .<Page>map(next -> new More(page.withParams(page.params().with("cursor", next))))
                .orElseGet(Last::new);
        case DiscoverResult _ -> new Last();
        case Result _, Failure _, Notification _ -> new Lost();
      };
    }
  }

  private static Request first(Exchange exchange, DefinitionPins.Kind kind) {
    JsonObject meta = exchange.asked().params().object("_meta").orElse(JsonObject.empty());
    JsonObject params =
        JsonObject.of("_meta", meta.without(RequestMeta.PROGRESS_TOKEN).without(HostMark.KEY));
    return switch (kind) {
      case TOOL -> new ListTools(params);
      case PROMPT -> new ListPrompts(params);
      case RESOURCE -> new ListResources(params);
      case RESOURCE_TEMPLATE -> new ListResourceTemplates(params);
      case INSTRUCTIONS -> new Discover(params);
    };
  }

  private Page next(Exchange exchange, Request page) throws NotAsked, InterruptedException {
    Upstream upstream = Objects.requireNonNull(upstreams.get(exchange.server()), "a known server");
    Exchange asking = exchange.asking(page);
    AtomicReference<Page> next = new AtomicReference<>(new Page.Lost());
    try {
      upstream.send(
          asking,
          page,
          message -> {
            if (taken.test(asking, message)) {
              next.set(Page.after(page, message));
            }
          });
    } catch (CredentialMissing none) {
      throw new NotAsked(String.valueOf(none.getMessage()));
    } catch (UpstreamException unreachable) {
      return new Page.Lost();
    }
    return next.get();
  }
}
