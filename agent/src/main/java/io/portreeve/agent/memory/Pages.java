package io.portreeve.agent.memory;

import java.io.IOException;
import java.util.List;

/** Port: where the lines of memories lie. Whoever can write there can write anything. */
public interface Pages {
  /**
   * Works with the page of one memory while nobody else does, in this process or another.
   *
   * @throws IOException if the page cannot be had alone, read or written
   */
  <T> T alone(MemoryId id, Work<T> work) throws IOException;

  /** What is done with a page; must not keep it. */
  interface Work<T> {
    T with(Page page) throws IOException;
  }

  /** The lines of one memory. What was written survives the process, and a loss of power. */
  interface Page {
    /** All; what was begun and not written to its end is none. */
    List<String> lines() throws IOException;

    void append(List<String> lines) throws IOException;

    /** Puts these in place of all, or changes nothing. */
    void replace(List<String> lines) throws IOException;

    /** Lines that were taken out of it and kept for somebody to look at, oldest first. */
    List<String> aside() throws IOException;

    /** Keeps these as well, as far as there is room. */
    void setAside(List<String> lines) throws IOException;

    void clearAside() throws IOException;
  }
}
