package io.portreeve.controls.insecureinput;

import io.portreeve.controls.text.CanonicalText.Form;
import java.util.List;

/** What an argument is to the tool that receives it, and so how it is judged. */
public sealed interface ArgumentKind {
  /** How reports and configuration call it. */
  String wire();

  /**
   * A path inside one of these directories, as the tool sees them.
   *
   * @param roots absolute; none means that they are not known: then a path must not climb above
   *     where it starts, and that is all
   */
  record PathUnderRoot(List<String> roots) implements ArgumentKind {
    public PathUnderRoot {
      roots = List.copyOf(roots);
    }

    @Override
    public String wire() {
      return "path";
    }
  }

  /**
   * An address that the tool will open.
   *
   * @param schemes which schemes it may have
   * @param reach which addresses it may lead to
   * @param relative whether it may do without a scheme
   * @param hosts the names of the only hosts that it may have, {@code *.} before one for all below
   *     it; none means that any host will do
   */
  record Url(UrlSchemes schemes, Reach reach, boolean relative, List<String> hosts)
      implements ArgumentKind {
    public Url {
      hosts = List.copyOf(hosts);
    }

    public Url(UrlSchemes schemes, Reach reach, boolean relative) {
      this(schemes, reach, relative, List.of());
    }

    @Override
    public String wire() {
      return "url";
    }
  }

  /**
   * Text that a tool puts between the quotes of an SQL statement.
   *
   * @param commented whether a comment behind a number is refused by itself; honest ids hold what
   *     looks like one
   */
  record SqlLiteral(boolean commented) implements ArgumentKind {
    public SqlLiteral() {
      this(true);
    }

    @Override
    public String wire() {
      return "sql-literal";
    }
  }

  /**
   * Text that a tool compares by {@code LIKE} or its like, and that shall stand for itself alone:
   * the code of a voucher, not a term to search for.
   */
  record SqlLikeLiteral() implements ArgumentKind {
    @Override
    public String wire() {
      return "sql-like-literal";
    }
  }

  /** A decimal number that comes as a text, for a tool that puts it where no quotes are. */
  record DecimalNumber() implements ArgumentKind {
    @Override
    public String wire() {
      return "number";
    }
  }

  /** Text that a tool puts into a template before it is rendered. */
  record TemplateLiteral() implements ArgumentKind {
    @Override
    public String wire() {
      return "template-literal";
    }
  }

  /** A value that a tool puts into a search filter of a directory (LDAP). */
  record LdapLiteral() implements ArgumentKind {
    @Override
    public String wire() {
      return "ldap-literal";
    }
  }

  /** One line of text, for a header, a log or a protocol of lines. */
  record Line() implements ArgumentKind {
    @Override
    public String wire() {
      return "line";
    }
  }

  /**
   * The name of a table, column or other object of a database.
   *
   * @param bare whether it must do without the quotes that other names need
   */
  record SqlIdentifier(boolean bare) implements ArgumentKind {
    @Override
    public String wire() {
      return "sql-identifier";
    }
  }

  /**
   * One word of a command line that a tool builds.
   *
   * @param bare whether it must do without anything that any shell obeys; else refused is only what
   *     leads to a second command, to a file or to an option
   */
  record ShellWord(boolean bare) implements ArgumentKind {
    public ShellWord() {
      this(true);
    }

    @Override
    public String wire() {
      return "shell-word";
    }
  }

  /**
   * Mailboxes, separated by commas.
   *
   * @param most how many there may be
   */
  record Email(int most) implements ArgumentKind {
    @Override
    public String wire() {
      return "email";
    }
  }

  /** The id of an object of this type, which the caller must own. */
  record OwnedId(String object) implements ArgumentKind {
    @Override
    public String wire() {
      return "id";
    }
  }

  /** Text for people or models. */
  record PlainText(Form form) implements ArgumentKind {
    @Override
    public String wire() {
      return "text";
    }
  }

  /** Anything; nothing is looked at. */
  record Any() implements ArgumentKind {
    @Override
    public String wire() {
      return "any";
    }
  }
}
