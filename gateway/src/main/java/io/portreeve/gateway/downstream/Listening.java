package io.portreeve.gateway.downstream;

import io.portreeve.gateway.journey.Doorway;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.ListChanged;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.legacy.ClientHandshake;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What one stateful client is told of without asking each time: changes of lists, and of the
 * resources that it subscribed to.
 *
 * <p>All of it comes from one subscription of ours. When the client wants something else, a new one
 * takes the place of the old as soon as the servers acknowledge it, so that nothing is missed and
 * nothing comes twice.
 */
final class Listening implements AutoCloseable {
  private final LegacyCore core;
  private final ClientHandshake client;
  private final JsonObject capabilities;
  private final ClientStream news;
  // Held while servers acknowledge: changes of one session come one after the other.
  private final ReentrantLock changing = new ReentrantLock();
  private final Ear.Turn turn = new Ear.Turn();
  private Set<ResourceUri> uris = Set.of();
  private Optional<Ear> latest = Optional.empty();
  private boolean opened;

  Listening(LegacyCore core, ClientHandshake client, JsonObject capabilities, ClientStream news) {
    this.core = core;
    this.client = client;
    this.capabilities = capabilities;
    this.news = news;
  }

  /** Begins to listen, once, and does not wait for it. */
  void open(Doorway.Entry.Open entry) {
    changing.lock();
    try {
      if (!opened && wanted(uris).size() > 0) {
        opened = true;
        start(entry, uris);
      }
    } finally {
      changing.unlock();
    }
  }

  /** Listens no more if nobody reads, until it is opened again; what was subscribed to stays. */
  void pause(BooleanSupplier unread) {
    changing.lock();
    try {
      if (opened && unread.getAsBoolean()) {
        opened = false;
        latest.ifPresent(Ear::stop);
        turn.silence();
      }
    } finally {
      changing.unlock();
    }
  }

  /** Gives why the resource cannot be subscribed to, or nothing once it is. */
  Optional<McpError> subscribe(Doorway.Entry.Open entry, ResourceUri uri)
      throws InterruptedException {
    if (!offers("resources", "subscribe")) {
      throw ProtocolException.methodNotFound();
    }
    changing.lockInterruptibly();
    try {
      Set<ResourceUri> more = new LinkedHashSet<>(uris);
      if (!more.add(uri)) {
        return Optional.empty();
      }
      if (more.size() > core.limits().subscriptions()) {
        return Optional.of(new McpError(ErrorCode.INVALID_REQUEST, "too many subscriptions"));
      }
      return change(entry, more);
    } finally {
      changing.unlock();
    }
  }

  /** The resource is not told of any more; what was never subscribed to makes no difference. */
  void unsubscribe(Doorway.Entry.Open entry, ResourceUri uri) throws InterruptedException {
    changing.lockInterruptibly();
    try {
      Set<ResourceUri> fewer = new LinkedHashSet<>(uris);
      if (fewer.remove(uri)) {
        uris = Set.copyOf(fewer);
        if (wanted(fewer).size() == 0) {
          turn.silence();
        } else {
          var _ = change(entry, fewer);
        }
      }
    } finally {
      changing.unlock();
    }
  }

  private Optional<McpError> change(Doorway.Entry.Open entry, Set<ResourceUri> all)
      throws InterruptedException {
    Optional<McpError> refused = start(entry, all).opened(core.limits().answer());
    if (refused.isEmpty()) {
      opened = true;
      uris = Set.copyOf(all);
    }
    return refused;
  }

  private Ear start(Doorway.Entry.Open entry, Set<ResourceUri> all) {
    Ear ear = new Ear(core, client, entry, wanted(all), turn, news);
    latest = Optional.of(ear);
    ear.start();
    return ear;
  }

  /** The filter of a subscription: nothing that no server offers. */
  private JsonObject wanted(Set<ResourceUri> all) {
    JsonObject filter = JsonObject.empty();
    for (ListChanged.Kind kind : ListChanged.Kind.values()) {
      String capability =
          switch (kind) {
            case TOOLS -> "tools";
            case PROMPTS -> "prompts";
            case RESOURCES -> "resources";
          };
      if (offers(capability, "listChanged")) {
        filter = filter.with(kind.filterName(), true);
      }
    }
    return all.isEmpty()
        ? filter
        : filter.with(
            "resourceSubscriptions",
            JsonArray.ofStrings(all.stream().map(ResourceUri::value).toList()));
  }

  private boolean offers(String capability, String feature) {
    return capabilities.object(capability).flatMap(it -> it.bool(feature)).orElse(false);
  }

  @Override
  public void close() {
    turn.end();
  }
}
