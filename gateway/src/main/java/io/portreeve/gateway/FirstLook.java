package io.portreeve.gateway;

import io.portreeve.gateway.catalog.CatalogLoader;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Asks every server for its definitions when a configuration comes into force, in the background:
 * what waits for approval, and which server cannot be reached, is known before any client comes.
 */
final class FirstLook implements AutoCloseable {
  private static final Duration LAST_MOMENTS = Duration.ofSeconds(2);

  private final List<Thread> looking = new ArrayList<>();

  private FirstLook() {}

  /**
   * Begins, and returns at once.
   *
   * @param principal who looks; a program is started for it
   */
  static FirstLook begin(
      Collection<ServerId> servers,
      Principal principal,
      CatalogLoader loader,
      InstantSource clock,
      Supplier<ExchangeId> ids) {
    FirstLook look = new FirstLook();
    for (ServerId server : servers) {
      Exchange asking =
          new Exchange(
              ids.get(),
              clock.instant(),
              "",
              principal,
              Revision.LATEST,
              server,
              new Discover(params()));
      look.looking.add(
          Thread.ofVirtual().name("first-look-" + server).start(() -> look(loader, asking)));
    }
    return look;
  }

  private static JsonObject params() {
    JsonObject meta =
        JsonObject.empty()
            .with("io.modelcontextprotocol/protocolVersion", Revision.LATEST.wire())
            .with("io.modelcontextprotocol/clientCapabilities", JsonObject.empty());
    return JsonObject.of("_meta", meta);
  }

  private static void look(CatalogLoader loader, Exchange asking) {
    try {
      for (DefinitionPins.Kind kind : DefinitionPins.Kind.values()) {
        loader.load(asking, kind);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks no further, and waits until nobody looks. */
  @Override
  public void close() {
    looking.forEach(Thread::interrupt);
    try {
      for (Thread thread : looking) {
        boolean _ = thread.join(LAST_MOMENTS);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
