package io.portreeve.agent;

import java.time.Duration;

/**
 * What one turn of the user's may use.
 *
 * @param rounds how often the model is asked
 * @param uses how many tools it may use, refused ones included
 * @param characters how much of the conversation it is given to read at once, from its end
 * @param result how many characters of one result it is shown; the rest is cut, and it is told so
 * @param time how long all of it may take, without the time that a person takes to answer
 */
public record Limits(int rounds, int uses, int characters, int result, Duration time) {
  public Limits {
    if (rounds < 1 || uses < 0 || characters < 1 || result < 1 || !time.isPositive()) {
      throw new IllegalArgumentException("a limit must be positive");
    }
  }

  /** 20 rounds, 50 uses, 400,000 characters, 100,000 of one result, 10 minutes. */
  public static Limits defaults() {
    return new Limits(20, 50, 400_000, 100_000, Duration.ofMinutes(10));
  }
}
