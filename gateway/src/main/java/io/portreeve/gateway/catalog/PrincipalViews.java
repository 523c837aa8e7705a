package io.portreeve.gateway.catalog;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;

/** The views of one principal's clients, the one that was kept last at the end. */
final class PrincipalViews {
  static final int MOST = 5_000;

  private final SequencedMap<Viewer, View> views = new LinkedHashMap<>();
  private boolean forgetful;
  private int size = 1;

  /**
   * No views yet.
   *
   * @param forgetful whether there may have been some that are forgotten
   */
  PrincipalViews(boolean forgetful) {
    this.forgetful = forgetful;
  }

  Shown of(Viewer viewer, String name) {
    View view = views.get(viewer);
    return view == null ? Shown.other(forgetful) : view.of(name);
  }

  /** Changes the view of this viewer, and forgets others where the room ends. */
  <T> T change(Viewer viewer, Function<View, T> change) {
    View known = views.get(viewer);
    View view = known == null ? new View(forgetful) : known;
    int before = known == null ? 0 : known.size();
    T answer = change.apply(view);
    views.putLast(viewer, view);
    size += view.size() - before;
    while (size > MOST && views.size() > 1) {
      size -= views.pollFirstEntry().getValue().size();
      forgetful = true;
    }
    return answer;
  }

  int size() {
    return size;
  }
}
