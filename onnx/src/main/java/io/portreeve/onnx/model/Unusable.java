package io.portreeve.onnx.model;

/** Something of the operator's that cannot be used; the message says what, why and what to do. */
public final class Unusable extends Exception {
  private static final long serialVersionUID = 1L;

  public Unusable(String message) {
    super(message);
  }

  public Unusable(String message, Throwable cause) {
    super(message, cause);
  }
}
