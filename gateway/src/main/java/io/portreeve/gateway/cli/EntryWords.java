package io.portreeve.gateway.cli;

import io.portreeve.controls.contextpoisoning.MemoryEntry;
import java.util.Locale;
import java.util.stream.Collectors;

/** What people read of an entry of a memory. */
final class EntryWords {
  private EntryWords() {}

  static String kind(MemoryEntry entry) {
    return entry.kind().name().toLowerCase(Locale.ROOT);
  }

  /** What it says, nothing of it hidden. */
  static String said(MemoryEntry entry) {
    return entry.words().stream().map(Shown::of).collect(Collectors.joining(" | "));
  }
}
