package io.portreeve.gateway.config.form;

/** An expression of the policy's language, as it is written, and as its reader understood it. */
public interface Expression {
  /** As it is written. */
  String text();

  /** One that nobody has read. */
  record Unread(String text) implements Expression {}

  /** Whoever understands the language. */
  @FunctionalInterface
  interface Reader {
    /** Takes whatever is written, for whoever has no use for what it says. */
    Reader UNREAD = text -> Parsed.right(new Unread(text));

    /** The expression, or what is wrong with it. */
    Parsed<Expression> read(String text);
  }
}
