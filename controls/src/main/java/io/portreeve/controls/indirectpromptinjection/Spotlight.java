package io.portreeve.controls.indirectpromptinjection;

/** How the text of a server is marked, so that a model can tell it; from strict to lenient. */
public enum Spotlight {
  /** It is written in base64. */
  ENCODING,
  /** A sign stands before each line and in place of each blank. */
  DATAMARKING,
  /** It stands between two lines with a nonce that nobody can know before. */
  DELIMITERS,
  /** It is as the server wrote it. */
  OFF
}
