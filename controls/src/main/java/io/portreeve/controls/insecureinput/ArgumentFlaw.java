package io.portreeve.controls.insecureinput;

import java.util.Locale;

/** Why an argument is refused for its kind; the wire form is the constant in kebab-case. */
public enum ArgumentFlaw {
  /** It is empty, and its kind needs something. */
  EMPTY,
  /** It is longer than its kind can be. */
  TOO_LONG,
  /** It holds characters that nobody sees. */
  HIDDEN_CHARACTER,
  /** It holds NUL, a line end or another control. */
  CONTROL_CHARACTER,
  /** A path that leads out of its root. */
  OUTSIDE_ROOT,
  /** A path that leads out of its root once its percent-encoding is undone. */
  ENCODED_TRAVERSAL,
  /** A path that leads out of its root through a link, or cannot be resolved. */
  RESOLVES_OUTSIDE_ROOT,
  /** A path that a system takes for a device, a stream, a share or a home directory. */
  RESERVED_NAME,
  /** A URL without the parts it needs. */
  URL_MALFORMED,
  /** A URL that two readers would take apart in different ways. */
  URL_AMBIGUOUS,
  /** A URL with a user name or password. */
  URL_CREDENTIALS,
  /** A URL of a scheme that is not allowed. */
  SCHEME_NOT_ALLOWED,
  /** A host written so that it passes for another. */
  HOST_CONFUSABLE,
  /** A host without an address. */
  HOST_UNRESOLVED,
  /** A host at an address that is not public, or one of a metadata service. */
  ADDRESS_NOT_ALLOWED,
  /** Not a mailbox, or one that mail programs read as more than that. */
  EMAIL_MALFORMED,
  /** More mailboxes than allowed. */
  EMAIL_TOO_MANY,
  /** Text that would end the SQL string it is put into, and go on as SQL. */
  SQL_BREAKS_OUT,
  /** Not the name of a database object. */
  SQL_IDENTIFIER_MALFORMED,
  /** Text that a shell would take for more than one plain word. */
  SHELL_SYNTAX,
  /** A word that a program takes for an option. */
  OPTION,
  /** The id of an object that the caller does not own. */
  NOT_OWNED;

  /** The name in audit records and reports. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
