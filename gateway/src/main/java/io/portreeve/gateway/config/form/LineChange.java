package io.portreeve.gateway.config.form;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of a text that others take the place of.
 *
 * @param line the first of them, from 1; where none is taken away, the one that the new stand
 *     before
 * @param before the lines that go
 * @param after the lines that come
 */
public record LineChange(int line, List<String> before, List<String> after) {
  public LineChange {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** What leads from one text to the other, in the order of the lines. */
  public static List<LineChange> between(String from, String to) {
    List<String> old = from.lines().toList();
    List<String> fresh = to.lines().toList();
    var changes = new ArrayList<LineChange>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < fresh.size()) {
      if (i < old.size() && j < fresh.size() && old.get(i).equals(fresh.get(j))) {
        i++;
        j++;
        continue;
      }
      int[] met = meeting(old.subList(i, old.size()), fresh.subList(j, fresh.size()));
      changes.add(new LineChange(i + 1, old.subList(i, i + met[0]), fresh.subList(j, j + met[1])));
      i += met[0];
      j += met[1];
    }
    return List.copyOf(changes);
  }

  /** How many lines are over on either side before both go on alike; the fewest together. */
  private static int[] meeting(List<String> old, List<String> fresh) {
    int most = old.size() + fresh.size();
    for (int both = 1; both < most; both++) {
      for (int gone = Math.max(0, both - fresh.size());
          gone <= Math.min(both, old.size());
          gone++) {
        int come = both - gone;
        boolean met =
            gone < old.size() && come < fresh.size() && old.get(gone).equals(fresh.get(come));
        if (met) {
          return new int[] {gone, come};
        }
      }
    }
    return new int[] {old.size(), fresh.size()};
  }

  /** Whether lines are added, and none is taken away. */
  public boolean isInsertion() {
    return before.isEmpty();
  }

  /**
   * Whether both change a line, or add some at one place: after the one, the other does not fit.
   */
  public boolean meets(LineChange other) {
    return line < other.end() && other.line < end();
  }

  private int end() {
    return line + Math.max(1, before.size());
  }

  /** The text with these changes of it made. */
  public static String applied(String text, List<LineChange> changes) {
    var lines = new ArrayList<>(text.lines().toList());
    for (LineChange change : changes.reversed()) {
      int from = change.line() - 1;
      lines.subList(from, from + change.before().size()).clear();
      lines.addAll(from, change.after());
    }
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
