package io.portreeve.agent.model;

/** Hears what a model says while it says it. */
@FunctionalInterface
public interface Streamed {
  /** A further piece of its text; all of them together are the text of its turn. */
  void text(String piece);
}
