package io.portreeve.guard;

/** The mitigations of the threat model, by their ids there. */
public enum Mitigation {
  PROMPT_ENGINEERING("1a", Threat.INDIRECT_PROMPT_INJECTION, "prompt engineering"),
  AI_GUARDRAILS("1b", Threat.INDIRECT_PROMPT_INJECTION, "AI guardrails"),
  DEFINITION_PINNING("2", Threat.DIRECT_PROMPT_INJECTION, "definition pinning"),
  HUMAN_APPROVAL("3a", Threat.UNINTENDED_TOOL_EXECUTION, "human in the loop"),
  TOOL_ALLOWLISTING("3b", Threat.UNINTENDED_TOOL_EXECUTION, "tool allowlisting"),
  RESPONSE_VALIDATION("4a", Threat.INSECURE_RESPONSE_HANDLING, "response validation"),
  RESPONSE_SANITIZATION("4b", Threat.INSECURE_RESPONSE_HANDLING, "response sanitization"),
  MEMORY_SIGNING("5a", Threat.CONTEXT_POISONING, "HMAC signing"),
  RESPONSE_DISTRUST("5b", Threat.CONTEXT_POISONING, "distrust responses"),
  SERVER_IDENTITY("6a", Threat.SERVER_SPOOFING, "mTLS with short-lived certificates"),
  NETWORK_SEGMENTATION("6b", Threat.SERVER_SPOOFING, "network segmentation"),
  CLIENT_AUTHORIZATION("7a", Threat.CONFUSED_DEPUTY, "client authorization"),
  CONTINUOUS_VERIFICATION("7b", Threat.CONFUSED_DEPUTY, "continuous verification"),
  STRICT_AUTHORIZATION("8a", Threat.EXCESSIVE_CAPABILITIES, "strict authorization"),
  TOOL_AUTHORIZATION("8b", Threat.EXCESSIVE_CAPABILITIES, "tool authorization"),
  USER_AUTHENTICATION("9a", Threat.IMPROPER_ACCESS_CONTROLS, "authenticate users"),
  ACCESS_AUTHORIZATION("9b", Threat.IMPROPER_ACCESS_CONTROLS, "authorize access"),
  INPUT_VALIDATION("10a", Threat.INSECURE_INPUT_HANDLING, "input validation"),
  INPUT_SANITIZATION("10b", Threat.INSECURE_INPUT_HANDLING, "input sanitization"),
  CONTINUOUS_SCANNING("11a", Threat.INSECURE_CONFIGURATION, "continuous scanning"),
  LEAST_PRIVILEGE("11b", Threat.INSECURE_CONFIGURATION, "least privilege");

  private final String id;
  private final Threat threat;
  private final String title;

  Mitigation(String id, Threat threat, String title) {
    this.id = id;
    this.threat = threat;
    this.title = title;
  }

  /** For example {@code 4b}. */
  public String id() {
    return id;
  }

  public Threat threat() {
    return threat;
  }

  public String title() {
    return title;
  }
}
