package io.portreeve.gateway.catalog;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Views by key, the one that was changed last at the end. Where they outgrow their room the oldest
 * go, and a view that is asked for then is one that may have held something.
 */
final class ViewMap<K, V extends Sized> implements Sized {
  private final SequencedMap<K, V> views = new LinkedHashMap<>();
  private final int most;
  private final Function<Boolean, V> begun;
  private boolean forgetful;
  private int size = 1;

  /**
   * No views yet.
   *
   * @param most the room of all together
   * @param forgetful whether there may have been some that are forgotten
   * @param begun a view of nothing, by whether something may have been in it
   */
  ViewMap(int most, boolean forgetful, Function<Boolean, V> begun) {
    this.most = most;
    this.forgetful = forgetful;
    this.begun = begun;
  }

  /** What is found in a view. */
  Shown find(K key, Function<V, Shown> found) {
    V view = views.get(key);
    return view == null ? Shown.other(forgetful) : found.apply(view);
  }

  /** Changes a view, and forgets others where the room ends. */
  <T> T change(K key, Function<V, T> change) {
    V known = views.get(key);
    V view = known == null ? begun.apply(forgetful) : known;
    int before = known == null ? 0 : known.size();
    T answer = change.apply(view);
    views.putLast(key, view);
    size += view.size() - before;
    while (size > most && views.size() > 1) {
      size -= views.pollFirstEntry().getValue().size();
      forgetful = true;
    }
    return answer;
  }

  @Override
  public int size() {
    return size;
  }
}
