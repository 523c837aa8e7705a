package io.portreeve.agent;

import io.portreeve.agent.model.Turn;
import java.io.IOException;
import java.util.List;

/**
 * Port: what was said in one conversation. Used by one thread at a time.
 *
 * <p>What is appended is given back as it is, in that order, or not at all.
 */
public interface History {
  /**
   * Everything that was appended, oldest first.
   *
   * @throws IOException if it cannot be had, or is not as it was appended
   */
  List<Turn> turns() throws IOException;

  /**
   * Appends these, all or none.
   *
   * @throws IOException if it cannot be kept
   */
  void append(List<Turn> turns) throws IOException;

  /** One that is forgotten with the process. */
  static History ofProcess() {
    return new ProcessHistory();
  }
}
