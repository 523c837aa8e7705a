package io.portreeve.gateway;

import io.portreeve.gateway.outage.Trouble;

/**
 * Something that a configuration leads to, and what came of trying it.
 *
 * @param key of the configuration that leads there
 * @param what it is, in words
 */
public record Tried(String key, String what, Outcome outcome) {
  /** What came of it. */
  public sealed interface Outcome {
    /** A start could use it. */
    record Usable(String words) implements Outcome {}

    /** A start, or a call later, could not. */
    record Unusable(Trouble trouble) implements Outcome {}

    /** It was left alone. */
    record Untried(String why) implements Outcome {}
  }

  static Tried usable(String key, String what, String words) {
    return new Tried(key, what, new Outcome.Usable(words));
  }

  static Tried unusable(String key, String what, Trouble trouble) {
    return new Tried(key, what, new Outcome.Unusable(trouble));
  }

  static Tried untried(String key, String what, String why) {
    return new Tried(key, what, new Outcome.Untried(why));
  }

  /** Whether it was tried in vain. */
  public boolean isUnusable() {
    return outcome instanceof Outcome.Unusable;
  }
}
