package io.portreeve.guard;

/** The eleven threats, in the order and the words of the threat model. */
public enum Threat {
  INDIRECT_PROMPT_INJECTION(1, "Indirect prompt injection"),
  DIRECT_PROMPT_INJECTION(2, "Direct prompt injection"),
  UNINTENDED_TOOL_EXECUTION(3, "Unintended tool execution"),
  INSECURE_RESPONSE_HANDLING(4, "Insecure MCP response handling"),
  CONTEXT_POISONING(5, "Context window poisoning"),
  SERVER_SPOOFING(6, "MCP server spoofing"),
  CONFUSED_DEPUTY(7, "Confused deputy"),
  EXCESSIVE_CAPABILITIES(8, "Excessive capabilities"),
  IMPROPER_ACCESS_CONTROLS(9, "Improper access controls"),
  INSECURE_INPUT_HANDLING(10, "Insecure input handling"),
  INSECURE_CONFIGURATION(11, "Insecure configuration");

  private final int number;
  private final String title;

  Threat(int number, String title) {
    this.number = number;
    this.title = title;
  }

  public int number() {
    return number;
  }

  public String title() {
    return title;
  }
}
