package io.portreeve.lab.scene;

/** The lab itself failed; nothing is proved either way. */
public final class LabFault extends Exception {
  private static final long serialVersionUID = 1L;

  public LabFault(String message) {
    super(message);
  }

  public LabFault(String message, Throwable cause) {
    super(message, cause);
  }
}
