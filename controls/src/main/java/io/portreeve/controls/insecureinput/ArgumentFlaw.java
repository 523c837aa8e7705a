package io.portreeve.controls.insecureinput;

import java.util.Locale;

/** Why an argument is refused for its kind; the wire form is the constant in kebab-case. */
public enum ArgumentFlaw {
  /** It is empty, and its kind needs something. */
  EMPTY("is empty"),
  /** It is longer than its kind can be. */
  TOO_LONG("is longer than its kind can be"),
  /** It holds characters that nobody sees. */
  HIDDEN_CHARACTER("holds characters that nobody sees"),
  /** It holds NUL, a line end or another control. */
  CONTROL_CHARACTER("holds a control character, such as a line end"),
  /** A path that leads out of its root. */
  OUTSIDE_ROOT("leads out of the directory that it must stay in"),
  /** A path that leads out of its root once its percent-encoding is undone. */
  ENCODED_TRAVERSAL(
      "leads out of the directory that it must stay in once its percent-escapes are read"),
  /** A path that leads out of its root through a link, or cannot be resolved. */
  RESOLVES_OUTSIDE_ROOT(
      "leads out of the directory that it must stay in, or nowhere, once its links are followed"),
  /** A path that a system takes for a device, a stream, a share or a home directory. */
  RESERVED_NAME("names a device, a share or a home directory"),
  /** A URL without the parts it needs. */
  URL_MALFORMED("is not a whole URL"),
  /** A URL that two readers would take apart in different ways. */
  URL_AMBIGUOUS("is a URL that can be read in two ways"),
  /** A URL with a user name or password. */
  URL_CREDENTIALS("is a URL with a user name or password in it"),
  /** A URL of a scheme that is not allowed. */
  SCHEME_NOT_ALLOWED("is a URL of a scheme that is not allowed"),
  /** A host that is none of those that are allowed. */
  HOST_NOT_ALLOWED("leads to a host that is not allowed"),
  /** A host written so that it passes for another. */
  HOST_CONFUSABLE("names a host that passes for another"),
  /** A host without an address. */
  HOST_UNRESOLVED("names a host without an address"),
  /** A host at an address that is not public, or one of a metadata service. */
  ADDRESS_NOT_ALLOWED("leads to an address that is not allowed"),
  /** Not a mailbox, or one that mail programs read as more than that. */
  EMAIL_MALFORMED("is not one plain e-mail address"),
  /** More mailboxes than allowed. */
  EMAIL_TOO_MANY("holds more e-mail addresses than are allowed"),
  /** Text that would end the SQL string it is put into, and go on as SQL. */
  SQL_BREAKS_OUT("would end the SQL text that it is put into"),
  /** Text that stands for other texts, where it shall stand for itself. */
  WILDCARD("holds a character that stands for others"),
  /** Not a plain decimal number. */
  NOT_A_NUMBER("is not a plain decimal number"),
  /** More than one line. */
  LINE_END("is more than one line"),
  /** Text that a template engine would execute. */
  TEMPLATE_SYNTAX("holds what a template engine takes for an expression"),
  /** Text that would change the search filter that it is put into. */
  LDAP_SYNTAX("holds what has a meaning in a search filter"),
  /** A place where systems keep secrets, and no root says that it may be read. */
  PLACE_OF_SECRETS("names a place where systems keep secrets"),
  /** Not the name of a database object. */
  SQL_IDENTIFIER_MALFORMED("is not the name of a database object"),
  /** Text that a shell would take for more than one plain word. */
  SHELL_SYNTAX("is more than one plain word to a shell"),
  /** A word that a program takes for an option. */
  OPTION("begins like an option of a program"),
  /** A name of a member that would have to be rewritten. */
  NAME_NOT_CANONICAL("has a name that is not in its plain form"),
  /** The id of an object that the caller does not own. */
  NOT_OWNED("names what the caller does not own");

  private final String words;

  ArgumentFlaw(String words) {
    this.words = words;
  }

  /** What is wrong, as a clause that follows the argument's place: for people and models. */
  public String words() {
    return words;
  }

  /**
   * What the sender learns. Whether a name has an address inside, or a link leads out of a folder,
   * would tell him of what he cannot see; so such flaws go by the name of their plain neighbours.
   */
  ArgumentFlaw told() {
    return switch (this) {
      case HOST_UNRESOLVED -> ADDRESS_NOT_ALLOWED;
      case RESOLVES_OUTSIDE_ROOT -> OUTSIDE_ROOT;
      case EMPTY,
          TOO_LONG,
          HIDDEN_CHARACTER,
          CONTROL_CHARACTER,
          OUTSIDE_ROOT,
          ENCODED_TRAVERSAL,
          RESERVED_NAME,
          URL_MALFORMED,
          URL_AMBIGUOUS,
          URL_CREDENTIALS,
          SCHEME_NOT_ALLOWED,
          HOST_NOT_ALLOWED,
          HOST_CONFUSABLE,
          ADDRESS_NOT_ALLOWED,
          EMAIL_MALFORMED,
          EMAIL_TOO_MANY,
          SQL_BREAKS_OUT,
          WILDCARD,
          NOT_A_NUMBER,
          LINE_END,
          TEMPLATE_SYNTAX,
          LDAP_SYNTAX,
          PLACE_OF_SECRETS,
          SQL_IDENTIFIER_MALFORMED,
          SHELL_SYNTAX,
          OPTION,
          NAME_NOT_CANONICAL,
          NOT_OWNED ->
          this;
    };
  }

  /** The name in audit records and reports. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
