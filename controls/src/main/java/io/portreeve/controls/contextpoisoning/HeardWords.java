package io.portreeve.controls.contextpoisoning;

import io.portreeve.guard.Provenance.Kind;
import io.portreeve.guard.Provenance.Origin;

/** Words that nobody vouches for, and whose they are: no value comes from them that may decide. */
record HeardWords(String text, String server, String said) {
  boolean say(Folded value) {
    return Folded.of(text).names(value);
  }

  Origin origin() {
    return new Origin(Kind.UNTRUSTED, server, said, false);
  }
}
