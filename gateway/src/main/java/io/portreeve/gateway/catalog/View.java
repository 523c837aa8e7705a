package io.portreeve.gateway.catalog;

import io.portreeve.gateway.store.Digest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * The definitions that one viewer was shown of his own, the one that was kept last at the end.
 * Names are kept as digests: a server chooses their length.
 */
final class View implements Sized {
  static final int MOST = 500;

  private final SequencedMap<Digest, Definition> own = new LinkedHashMap<>();

  /** What is shown as others see it, since something is forgotten. */
  private final SequencedSet<Digest> usual = new LinkedHashSet<>();

  private boolean forgetful;
  private long forgotten;

  /** A view when a look at the whole list began: nothing may be forgotten until that ends. */
  record Look(View view, long forgotten) {}

  /**
   * A view of nothing yet.
   *
   * @param forgetful whether something may have been in it that is forgotten
   */
  View(boolean forgetful) {
    this.forgetful = forgetful;
  }

  /** What the viewer was shown under a name. */
  Shown of(String name) {
    Digest key = Digest.sha256(name);
    return Optional.ofNullable(own.get(key))
        .<Shown>map(Shown.Own::new)
        .orElseGet(() -> Shown.other(forgetful && !usual.contains(key)));
  }

  /** Whether it is another version than before. */
  boolean keep(String name, Definition now) {
    Digest key = Digest.sha256(name);
    usual.remove(key);
    Definition before = own.putLast(key, now);
    if (own.size() > MOST) {
      own.remove(leastMissed());
      forgetful = true;
      forgotten++;
    }
    return before == null || !before.digest().equals(now.digest());
  }

  /** What is forgotten is not usable, so nobody misses what was not usable before. */
  private Digest leastMissed() {
    return own.entrySet().stream()
        .filter(one -> !one.getValue().isApproved())
        .findFirst()
        .orElseGet(own::firstEntry)
        .getKey();
  }

  /** The viewer is shown what everybody is shown. Whether he was not before. */
  boolean usual(String name) {
    Digest key = Digest.sha256(name);
    if (forgetful) {
      usual.addLast(key);
    }
    if (usual.size() > MOST) {
      usual.removeFirst();
    }
    return own.remove(key) != null;
  }

  /** A look at the whole list begins. */
  Look look() {
    return new Look(this, forgotten);
  }

  /** That look has come to the end of the list. Whether all is known now. */
  boolean seenBy(Look look) {
    forgetful &= look.view != this || look.forgotten != forgotten;
    if (!forgetful) {
      usual.clear();
    }
    return !forgetful;
  }

  @Override
  public int size() {
    return 1 + own.size() + usual.size();
  }
}
