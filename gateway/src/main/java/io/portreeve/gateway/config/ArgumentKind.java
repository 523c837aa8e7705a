package io.portreeve.gateway.config;

/** What an argument is to the tool that receives it, and so how it is made safe. */
public enum ArgumentKind {
  /** A path below a root. */
  PATH,
  /** A value inside an SQL statement. */
  SQL_LITERAL,
  /** A table or column name. */
  SQL_IDENTIFIER,
  /** One word of a command line. */
  SHELL_WORD,
  /** An address that the tool will open. */
  URL,
  /** An e-mail address. */
  EMAIL,
  /** The id of an object that the caller must own. */
  ID,
  /** Plain text. */
  TEXT,
  /** Anything; nothing is looked at. */
  ANY
}
