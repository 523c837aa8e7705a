package io.portreeve.gateway.catalog;

import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.PinName;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.RequestMeta;
import io.portreeve.mcp.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What principals were shown last, where it is not what everybody is shown. A server may show other
 * definitions to other users, and to clients of other abilities.
 *
 * <p>Bounded for each principal. What is forgotten is held to what everybody is shown: nothing is
 * approved by it.
 */
final class Views {
  private static final int MOST_OF_ONE = 256;
  private static final int MOST_PRINCIPALS = 2_000;

  private final Map<String, View> views = new ConcurrentHashMap<>();

  /** What clients of these abilities were shown under a name. */
  private record Key(Digest abilities, PinName pin) {}

  /** The definition that this principal's client was shown, if it is a view of its own. */
  Optional<Definition> of(Exchange exchange, PinName pin) {
    View view = views.get(exchange.principal().id());
    return view == null ? Optional.empty() : view.get(new Key(abilities(exchange), pin));
  }

  /** Keeps a view of its own. Whether it is another version than before. */
  boolean keep(Exchange exchange, PinName pin, Definition shown) {
    if (views.size() > MOST_PRINCIPALS) {
      views.clear();
    }
    return views
        .computeIfAbsent(exchange.principal().id(), _ -> new View())
        .put(new Key(abilities(exchange), pin), shown);
  }

  /** This principal's client is shown what everybody is shown. */
  void forget(Exchange exchange, PinName pin) {
    View view = views.get(exchange.principal().id());
    if (view != null) {
      view.remove(new Key(abilities(exchange), pin));
    }
  }

  /** Whether any client of this principal was shown an unapproved version a moment ago. */
  boolean changedJustNow(Exchange exchange, PinName pin, Instant now) {
    View view = views.get(exchange.principal().id());
    return view != null && view.changedJustNow(pin, now);
  }

  private static Digest abilities(Exchange exchange) {
    JsonObject claimed =
        exchange
            .asked()
            .params()
            .object("_meta")
            .flatMap(meta -> meta.object(RequestMeta.CLIENT_CAPABILITIES))
            .orElse(JsonObject.empty());
    return Digest.sha256(PinnedDefinitions.canonical(claimed));
  }

  /** The views of one principal, the one that was kept last at the end. */
  private static final class View {
    private final SequencedMap<Key, Definition> shown = new LinkedHashMap<>();

    synchronized Optional<Definition> get(Key key) {
      return Optional.ofNullable(shown.get(key));
    }

    synchronized boolean put(Key key, Definition now) {
      Definition before = shown.putLast(key, now);
      if (shown.size() > MOST_OF_ONE) {
        var _ = shown.pollFirstEntry();
      }
      return before == null || !before.digest().equals(now.digest());
    }

    synchronized void remove(Key key) {
      shown.remove(key);
    }

    synchronized boolean changedJustNow(PinName pin, Instant now) {
      return shown.entrySet().stream()
          .anyMatch(one ->
              one.getKey().pin().equals(pin)
                  && !one.getValue().isApproved()
                  && one.getValue().isFreshAt(now));
    }
  }
}
