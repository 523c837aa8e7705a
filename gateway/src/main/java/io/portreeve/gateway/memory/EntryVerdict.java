package io.portreeve.gateway.memory;

import io.portreeve.gateway.store.MemorySignature;

/** What becomes of an entry when it is read through us. */
public sealed interface EntryVerdict {
  /** It goes on. */
  record Genuine(MemorySignature signature) implements EntryVerdict {}

  /** It is cut from answers, and nobody is told: an operator has seen it. */
  record Discarded(MemorySignature decision) implements EntryVerdict {}

  /** It is cut from answers. */
  record Quarantined(Why why) implements EntryVerdict {}

  /** Why it is. */
  enum Why {
    UNSIGNED("nobody wrote it through the gateway, or it was deleted since"),
    BROKEN("its signature was altered"),
    ALTERED("the head of the memory does not fit: nothing is read");

    private final String words;

    Why(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }
}
