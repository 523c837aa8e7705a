package io.portreeve.onnx.model;

/** A text that was not scored; the message is the operator's, and holds nothing of the text. */
public final class NoScore extends Exception {
  private static final long serialVersionUID = 1L;

  NoScore(String message) {
    super(message);
  }

  NoScore(String message, Throwable cause) {
    super(message, cause);
  }
}
