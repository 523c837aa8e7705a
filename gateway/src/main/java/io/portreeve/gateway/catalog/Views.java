package io.portreeve.gateway.catalog;

import io.portreeve.gateway.store.PinName;
import io.portreeve.guard.Exchange;
import java.util.Optional;
import java.util.function.Function;

/**
 * What principals were shown last, where it is not what everybody is shown. A server may show other
 * definitions to other users, and to clients of other abilities.
 *
 * <p>Bounded for each viewer, for each principal and in all. What is forgotten approves nothing:
 * who may have been shown a version that is forgotten is told so, instead of being held to what
 * everybody is shown, until he has seen the whole list again.
 */
final class Views {
  private static final int MOST = 100_000;
  private static final int MOST_OF_ONE = 5_000;

  private final ViewMap<String, ViewMap<Viewer, View>> views =
      new ViewMap<>(MOST, false, forgetful -> new ViewMap<>(MOST_OF_ONE, forgetful, View::new));

  /** Spares everybody the lock while servers show everybody the same. */
  private volatile boolean used;

  /** What this principal's client was shown under a name. */
  Shown of(Exchange exchange, PinName pin) {
    return used ? of(Viewer.of(exchange, pin.kind()), pin.name()) : new Shown.Usual();
  }

  private synchronized Shown of(Viewer viewer, String name) {
    return views.find(viewer.principal(), own -> own.find(viewer, view -> view.of(name)));
  }

  /** Keeps a view of its own. Whether it is another version than before. */
  boolean keep(Exchange exchange, PinName pin, Definition shown) {
    used = true;
    return change(Viewer.of(exchange, pin.kind()), view -> view.keep(pin.name(), shown));
  }

  /** This principal's client is shown what everybody is shown. */
  void usual(Exchange exchange, PinName pin) {
    if (!(of(exchange, pin) instanceof Shown.Usual)) {
      boolean _ = change(Viewer.of(exchange, pin.kind()), view -> view.usual(pin.name()));
    }
  }

  /** This viewer's look at the whole list, where something is forgotten that it may bring back. */
  Optional<View.Look> look(Viewer viewer) {
    return used && of(viewer, "") instanceof Shown.Forgotten
        ? Optional.of(change(viewer, View::look))
        : Optional.empty();
  }

  /** That look has come to the end of the list: what was forgotten before does not matter. */
  void seen(Viewer viewer, View.Look look) {
    boolean _ = change(viewer, view -> view.seenBy(look));
  }

  private synchronized <T> T change(Viewer viewer, Function<View, T> change) {
    return views.change(viewer.principal(), own -> own.change(viewer, change));
  }
}
