package io.portreeve.lab.redaction;

import io.portreeve.controls.sensitive.Found;
import io.portreeve.controls.sensitive.Group;
import java.util.List;

/** A text that was looked at, and what was found. */
record Looked(String source, String text, List<Found> found) {
  boolean has(Group group) {
    return found.stream().anyMatch(one -> one.kind().group() == group);
  }
}
