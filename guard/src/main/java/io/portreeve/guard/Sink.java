package io.portreeve.guard;

/** Where the text of an answer ends up, and what is therefore dangerous in it. */
public enum Sink {
  /** A model's context. */
  MODEL,
  /** A terminal. */
  TERMINAL,
  /** A web page. */
  HTML,
  /** Rendered Markdown. */
  MARKDOWN,
  /** A spreadsheet. */
  CSV,
  /** A word of a command line. */
  SHELL,
  /** Between the quotes of an SQL statement. */
  SQL,
  /** What a file holds. */
  FILE,
  /** What a file is called. */
  FILE_NAME,
  /** An address that is followed. */
  URI
}
