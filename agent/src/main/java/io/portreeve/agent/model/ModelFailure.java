package io.portreeve.agent.model;

/** A model gave no answer that can be used; the message is for the user, and holds no secret. */
public final class ModelFailure extends Exception {
  private static final long serialVersionUID = 1;

  /** What kept it from answering, which says what can be done about it. */
  public enum Kind {
    /** Nobody answers at its address, or not in time. */
    UNREACHABLE,
    /** Whoever serves it does not know our credential, or grants it no such model. */
    UNAUTHORIZED,
    /** It may be asked again later: too many requests, or overload. */
    LIMITED,
    /** It refused the request itself: the model does not exist, the prompt is too long. */
    REFUSED,
    /** Its answer breaks its own format. */
    UNREADABLE
  }

  private final Kind kind;

  public ModelFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public ModelFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
