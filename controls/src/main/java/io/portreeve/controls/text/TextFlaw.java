package io.portreeve.controls.text;

import java.util.Locale;

/** What was found in a text; the wire form is the constant in kebab-case. */
public enum TextFlaw {
  /** A bidi embedding, override or its end (U+202A–U+202E): the Trojan Source characters. */
  BIDI_EMBEDDING,
  /** A bidi isolate or its end (U+2066–U+2069). */
  BIDI_ISOLATE,
  /** LRM, RLM or ALM in a line without a right-to-left letter, so that it orders nothing. */
  BIDI_MARK,
  /** A tag character (U+E0000–U+E007F) outside one of the three flags that are made of them. */
  TAG,
  /** A variation selector on a base that has no variants. */
  VARIATION_SELECTOR,
  /** A zero-width space, joiner, non-joiner, word joiner or BOM that no script calls for. */
  ZERO_WIDTH,
  /** A soft hyphen. */
  SOFT_HYPHEN,
  /** Another default-ignorable character: fillers, invisible operators, annotation marks. */
  INVISIBLE,
  /** A C0 control other than TAB, LF and CR; DEL; a C1 control. */
  CONTROL,
  /** A CR that does not end a line, so that a terminal overwrites what stands before it. */
  CARRIAGE_RETURN,
  /** An ESC that begins a control sequence (colours, cursor, screen). */
  TERMINAL_SEQUENCE,
  /** An ESC that begins an operating system command: window title, hyperlink, clipboard. */
  TERMINAL_COMMAND,
  /** A code point that is no character (U+FDD0–U+FDEF, U+xxFFFE, U+xxFFFF). */
  NONCHARACTER,
  /** Half of a surrogate pair. */
  LONE_SURROGATE,
  /** A private use character: counted, never changed (icon fonts live there). */
  PRIVATE_USE,
  /** Combining marks beyond the thirtieth on one base (UAX #15, stream-safe text). */
  MARK_RUN,
  /** Characters that stand for whole phrases, more of them than a text has: cut to what is read. */
  PHRASE_RUN,
  /** Text that was not in the normalization form asked for. */
  NOT_NORMALIZED,
  /** An HTML tag, comment, declaration or processing instruction. */
  HTML_TAG,
  /** A quote that would end an attribute. */
  HTML_QUOTE,
  /** An attribute that runs script or styles: {@code onload=}, {@code srcdoc=}, {@code style=}. */
  ACTIVE_ATTRIBUTE,
  /** A URI whose scheme runs code, carries a document, or is not on the sink's list. */
  ACTIVE_URI,
  /** An image that a renderer fetches by itself: a way out for what stands in its address. */
  REMOTE_IMAGE,
  /** A spreadsheet cell that would be computed. */
  FORMULA,
  /** Text that a shell would not take as one word. */
  SHELL_SYNTAX,
  /** A word that a program would take for an option. */
  SHELL_OPTION,
  /** A quote or backslash that would end or extend an SQL string. */
  SQL_QUOTE,
  /** A character that a file name cannot hold on every system. */
  FILE_NAME_CHARACTER,
  /** A file name that a system gives a meaning of its own. */
  RESERVED_FILE_NAME,
  /** More than the sink can hold. */
  TOO_LONG,
  /** A character that a URI cannot hold. */
  URI_CHARACTER;

  /** The name in audit records, configuration and reports. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
