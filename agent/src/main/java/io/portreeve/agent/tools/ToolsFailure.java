package io.portreeve.agent.tools;

/**
 * The gateway, and with it every tool, cannot be reached, or answers what nobody can read. The
 * message is for the user, and holds no secret.
 */
public final class ToolsFailure extends Exception {
  private static final long serialVersionUID = 1;

  public ToolsFailure(String message) {
    super(message);
  }

  public ToolsFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
