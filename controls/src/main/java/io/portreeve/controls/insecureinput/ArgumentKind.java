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
   */
  record Url(UrlSchemes schemes, Reach reach, boolean relative) implements ArgumentKind {
    @Override
    public String wire() {
      return "url";
    }
  }

  /** Text that a tool puts between the quotes of an SQL statement. */
  record SqlLiteral() implements ArgumentKind {
    @Override
    public String wire() {
      return "sql-literal";
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

  /** One word of a command line that a tool builds. */
  record ShellWord() implements ArgumentKind {
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
