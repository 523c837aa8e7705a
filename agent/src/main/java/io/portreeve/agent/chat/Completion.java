package io.portreeve.agent.chat;

import java.util.List;

/** Port: what can be typed next. */
@FunctionalInterface
interface Completion {
  /**
   * The words that may stand behind these, at least one; each is safe to be shown, and one that
   * ends in {@code =} is not at its end.
   */
  List<String> after(List<String> words);
}
