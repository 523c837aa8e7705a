package io.portreeve.guard;

/** Where the text of an answer ends up, and what is therefore dangerous in it. */
public enum Sink {
  MODEL,
  TERMINAL,
  HTML,
  MARKDOWN,
  CSV,
  SHELL,
  FILE
}
