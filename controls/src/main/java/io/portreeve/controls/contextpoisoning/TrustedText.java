package io.portreeve.controls.contextpoisoning;

import io.portreeve.guard.Provenance.Kind;
import io.portreeve.guard.Provenance.Origin;
import java.util.List;

/**
 * A trusted result, and what the model had said before it came.
 *
 * @param said how much of what it said: an echo of that is the model's own voice, not the server's
 * @param server whose result it is
 * @param call what it was the answer to
 */
record TrustedText(Words words, int said, String server, String call) {
  int length() {
    return words.words().text().length();
  }

  boolean says(Folded value, ArgumentRole role, List<Folded> spoken) {
    return words.names(value, role)
        && spoken.subList(0, said).stream().noneMatch(earlier -> earlier.names(value));
  }

  Origin origin(Kind kind) {
    return new Origin(kind, server, call, false);
  }
}
