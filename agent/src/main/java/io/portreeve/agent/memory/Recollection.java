package io.portreeve.agent.memory;

import io.portreeve.guard.Label;
import java.util.List;

/**
 * What is remembered.
 *
 * @param entries those that are as they were written, oldest first, with their labels
 * @param quarantined how many entries were found just now that are not: they are none of these, and
 *     kept aside
 * @param missing how many were written and are gone. Then nothing of what is left is trusted: who
 *     takes away what was said changes what the rest says
 */
public record Recollection(List<Entry> entries, long quarantined, long missing) {
  public Recollection {
    entries = List.copyOf(entries);
  }

  /** Whether it is all that was written, and nothing else was found. */
  public boolean isWhole() {
    return quarantined == 0 && missing == 0;
  }

  /** Of whatever is made of it. */
  public Label label() {
    return entries.stream()
        .map(Entry::label)
        .reduce(missing == 0 ? Label.trusted() : Verified.INCOMPLETE, Label::join);
  }
}
