package io.portreeve.agent;

/**
 * How a turn of the user's ended.
 *
 * @param text what the model said last; may be empty unless it is {@link End#DONE}
 */
public record Outcome(String text, End end) {
  /** Why the model was asked no further. */
  public enum End {
    /** It has said what it wanted to say. */
    DONE,
    /** It was asked as often as one turn may ask it. */
    ROUNDS,
    /** What it reads and says has become too long. */
    CHARACTERS,
    /** It took too long. */
    TIME,
    /** It was cut off by whoever serves it. */
    CUT_OFF,
    /** It, or whoever serves it, will not answer. */
    DECLINED,
    /** Something suspicious was to be blocked: the user's text, or the model's answer. */
    SUSPICIOUS
  }
}
