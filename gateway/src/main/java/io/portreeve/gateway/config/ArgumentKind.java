package io.portreeve.gateway.config;

/** What an argument is to the tool that receives it, and so how it is made safe. */
public enum ArgumentKind {
  /** A path below a root. */
  PATH,
  /** A value inside an SQL statement. */
  SQL_LITERAL,
  /** A value that SQL compares by LIKE, and that stands for itself. */
  SQL_LIKE_LITERAL,
  /** A decimal number that comes as a text. */
  NUMBER,
  /** A table or column name. */
  SQL_IDENTIFIER,
  /** One word of a command line. */
  SHELL_WORD,
  /** A value inside a template. */
  TEMPLATE_LITERAL,
  /** A value inside a search filter of a directory. */
  LDAP_LITERAL,
  /** One line, of a header, a log or a protocol. */
  LINE,
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
