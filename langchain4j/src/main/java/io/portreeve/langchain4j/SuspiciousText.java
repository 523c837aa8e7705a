package io.portreeve.langchain4j;

/** A text looked like an order to a model, and went no further; nothing of it is in the message. */
public final class SuspiciousText extends RuntimeException {
  private static final long serialVersionUID = 1;

  SuspiciousText(String message) {
    super(message);
  }
}
