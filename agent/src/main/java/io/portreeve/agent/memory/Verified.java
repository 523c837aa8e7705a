package io.portreeve.agent.memory;

import io.portreeve.guard.Label;
import java.util.List;

/**
 * What is known of the lines of a memory.
 *
 * @param head how far it really goes, which is further than was known if its last writer was ended
 *     before he could say so
 * @param genuine in their order
 * @param planted lines that are none of these
 */
record Verified(Head head, List<Signed> genuine, List<String> planted) {
  static final Label INCOMPLETE = Label.untrusted("(incomplete memory)");

  long missing() {
    return head.sequence() - head.first() + 1 - genuine.size();
  }

  List<Entry> entries() {
    return missing() == 0
        ? genuine.stream().map(Signed::entry).toList()
        : genuine.stream().map(one -> one.entry().joining(INCOMPLETE)).toList();
  }

  Recollection recollection() {
    return new Recollection(entries(), planted.size(), missing());
  }
}
