package io.portreeve.gateway.conversations;

import io.portreeve.testkit.ManualClock;

class ShelfTest extends ConversationStoreContract {
  private final ConversationStore shelf =
      new Shelf(ManualClock.atNewYear(), 1_000_000, Shelf.MOST_SPEAKERS);

  @Override
  ConversationStore node() {
    return shelf;
  }
}
