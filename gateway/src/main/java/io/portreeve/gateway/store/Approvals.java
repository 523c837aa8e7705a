package io.portreeve.gateway.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Calls that wait for a person's word, and the words. Each question, yes and no happens once,
 * however many processes ask: what is decided stays decided, and what is used stays used.
 */
public interface Approvals {
  /** So many questions of one principal may wait at once. */
  int MAX_WAITING = 100;

  /**
   * Somebody wants to call this now. An approval for just this becomes {@link ApprovalState#USED}
   * by that, and the caller may go on; while one is pending or was denied, it is the answer; else
   * there is a new question with this id and these grounds. Empty: the principal has too many
   * questions open.
   */
  Optional<Approval> claim(
      ApprovalCall call, Grounds grounds, String id, Instant at, Duration patience);

  /**
   * Goes on with the call that an approval was used for: true once for each round, in their order,
   * and only for the call that it was given for.
   */
  boolean resume(ApprovalCall call, String id, int round);

  /**
   * A person's word about a question that waits, good until then. One no is a no; where two people
   * have to say yes, the first waits for the second as long as the question does.
   */
  Heard decide(String id, Word word, Instant at, Instant until);

  /**
   * What a webhook has to be told: that something is asked for, or what became of it, oldest first,
   * at most so many. What ended an hour ago is told to nobody any more.
   */
  List<Untold> untold(Instant at, int most);

  /** It was told. */
  void told(Untold one);

  /**
   * What was not told yet.
   *
   * @param ended whether it is told what became of it, and not that it is asked for
   */
  record Untold(Approval approval, boolean ended) {}

  Optional<Approval> find(String id);

  /** Those that wait, oldest first. */
  List<Approval> waiting(Instant at);

  /** How many wait. */
  long countWaiting(Instant at);

  /** All that are remembered, newest first, at most so many. */
  List<Approval> latest(int most);

  /** What became of a word. */
  sealed interface Heard {
    /** It counts. Whether it is the last that is needed, the state says. */
    record Counted(Approval approval) implements Heard {}

    /** There is no question of this id that waits, so nothing changed. */
    record TooLate() implements Heard {}

    /** This person said yes before; another one has to. */
    record Again() implements Heard {}

    /** This person asked for the call; others have to say yes. */
    record Own() implements Heard {}
  }

  /**
   * What a person said.
   *
   * @param person who it is, as far as can be told: the system's user, or who showed at our page or
   *     to his client who he is. Two words of one are those of one person
   * @param by the name that is told and kept
   * @param kept whether a yes is meant for the values of the call, too, where {@link
   *     Grounds#conversation} says that it may
   */
  record Word(boolean yes, String person, String by, String reason, boolean kept) {
    /** About this call, and nothing more. */
    public Word(boolean yes, String person, String by, String reason) {
      this(yes, person, by, reason, false);
    }
  }
}
