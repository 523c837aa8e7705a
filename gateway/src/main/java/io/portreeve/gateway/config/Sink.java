package io.portreeve.gateway.config;

/** Where the results of a tool go, and so how they are made safe. */
public enum Sink {
  /** Into a model's context. */
  MODEL,
  /** Onto a terminal. */
  TERMINAL,
  /** Into a web page. */
  HTML,
  /** Into rendered Markdown. */
  MARKDOWN,
  /** Into a spreadsheet. */
  CSV,
  /** Into a command line. */
  SHELL,
  /** Into a file. */
  FILE,
  /** Nowhere that acts on them. */
  NONE
}
