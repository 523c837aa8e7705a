package io.portreeve.gateway.conversations;

import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.guard.ExchangeId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Port: where conversations are kept by speaker and id: so many of one speaker, each for a day
 * after it was last used. What was lost, forgotten or cannot be proved to be what was put here last
 * is not found: nobody knows then what was heard in it, so it counts as the worst there is.
 */
public interface ConversationStore {
  /** Of more the one that was not used for longest is forgotten. */
  int MOST_OF_ONE = 32;

  /** What was not used for so long is forgotten. */
  Duration UNUSED = Duration.ofHours(24);

  /**
   * One that is known.
   *
   * @throws io.portreeve.gateway.store.StoreUnavailable if that cannot be looked at now
   */
  Optional<Conversation> find(Speaker speaker, String id);

  /**
   * Changes one; what is not here is unknown, and kept as that from now on. Of changes that are
   * made at the same time, wherever, none is lost.
   *
   * @param change may be asked more than once, of what the conversation had become meanwhile
   * @throws io.portreeve.gateway.store.StoreUnavailable if it cannot be changed now
   */
  void change(Speaker speaker, String id, UnaryOperator<Conversation> change);

  /**
   * One that is known, as an exchange sees it: at least what it was when the exchange asked first,
   * with what came of the exchange's own changes. A request was made of nothing that was heard
   * after it came.
   */
  default Optional<Conversation> find(ExchangeId exchange, Speaker speaker, String id) {
    return find(speaker, id);
  }

  /**
   * Changes one as {@link #change(Speaker, String, UnaryOperator)} does.
   *
   * @param change only ever adds: one that adds nothing to what the exchange sees has nothing to
   *     add to what came of it meanwhile, so one that goes by what it changes, such as whether a
   *     server is doubted, may go by what the exchange sees
   */
  default void change(
      ExchangeId exchange, Speaker speaker, String id, UnaryOperator<Conversation> change) {
    change(speaker, id, change);
  }

  /** Puts one that begins, under an id that was never used. */
  void begin(Speaker speaker, String id, Conversation first);

  /** In this process, as many as a share of the heap holds. */
  static ConversationStore ofHeap(InstantSource clock) {
    return new Shelf(clock, Runtime.getRuntime().maxMemory() / Shelf.SHARE, Shelf.MOST_SPEAKERS);
  }
}
