package io.portreeve.agent.langchain4j;

import java.time.Duration;

/**
 * How long and how large an answer may be.
 *
 * @param silence how long nothing may come, before the first word and between two; a model that is
 *     loaded first, or thinks, is silent for minutes
 * @param whole how long all of it may take
 * @param bytes how many it may have, as sent
 * @param tokens how many a model is allowed to say, where its API wants to be told (Anthropic's)
 */
public record AnswerLimits(Duration silence, Duration whole, int bytes, int tokens) {
  private static final AnswerLimits USUAL =
      new AnswerLimits(Duration.ofMinutes(5), Duration.ofMinutes(20), 8 << 20, 8_192);

  public AnswerLimits {
    if (silence.isNegative() || silence.isZero() || whole.compareTo(silence) < 0) {
      throw new IllegalArgumentException("the whole answer may take no less than its first word");
    }
    if (bytes < 1 || tokens < 1) {
      throw new IllegalArgumentException("an answer has at least one byte, and one token");
    }
  }

  /** Five minutes of silence, twenty in all, 8 MiB, 8,192 tokens. */
  public static AnswerLimits usual() {
    return USUAL;
  }
}
