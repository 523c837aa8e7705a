package io.portreeve.gateway.doctor;

import io.portreeve.guard.Mitigation;
import java.util.Set;

/**
 * The OWASP MCP Top 10 (2025, version 0.1), each with the mitigations that answer it. The numbers
 * and the titles are those of the project's own pages (OWASP/www-project-mcp-top-10).
 */
public enum OwaspRow {
  TOKENS(
      "MCP01:2025",
      "Token Mismanagement & Secret Exposure",
      Mitigation.USER_AUTHENTICATION,
      Mitigation.STRICT_AUTHORIZATION),
  SCOPES(
      "MCP02:2025",
      "Privilege Escalation via Scope Creep",
      Mitigation.CLIENT_AUTHORIZATION,
      Mitigation.CONTINUOUS_VERIFICATION,
      Mitigation.TOOL_AUTHORIZATION,
      Mitigation.LEAST_PRIVILEGE),
  TOOLS(
      "MCP03:2025",
      "Tool Poisoning",
      Mitigation.DEFINITION_PINNING,
      Mitigation.RESPONSE_VALIDATION,
      Mitigation.RESPONSE_SANITIZATION),
  SUPPLY(
      "MCP04:2025",
      "Software Supply Chain Attacks & Dependency Tampering",
      Mitigation.CONTINUOUS_SCANNING),
  COMMANDS(
      "MCP05:2025",
      "Command Injection & Execution",
      Mitigation.INPUT_VALIDATION,
      Mitigation.INPUT_SANITIZATION,
      Mitigation.LEAST_PRIVILEGE),
  INTENT(
      "MCP06:2025",
      "Intent Flow Subversion",
      Mitigation.PROMPT_ENGINEERING,
      Mitigation.AI_GUARDRAILS,
      Mitigation.HUMAN_APPROVAL,
      Mitigation.RESPONSE_DISTRUST),
  AUTHORIZATION(
      "MCP07:2025",
      "Insufficient Authentication & Authorization",
      Mitigation.USER_AUTHENTICATION,
      Mitigation.ACCESS_AUTHORIZATION,
      Mitigation.STRICT_AUTHORIZATION,
      Mitigation.CLIENT_AUTHORIZATION),
  AUDIT("MCP08:2025", "Lack of Audit and Telemetry"),
  SHADOWS(
      "MCP09:2025",
      "Shadow MCP Servers",
      Mitigation.TOOL_ALLOWLISTING,
      Mitigation.SERVER_IDENTITY,
      Mitigation.NETWORK_SEGMENTATION),
  CONTEXT(
      "MCP10:2025",
      "Context Injection & Over-Sharing",
      Mitigation.MEMORY_SIGNING,
      Mitigation.RESPONSE_DISTRUST);

  private final String id;
  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of makes one that nobody can change
  private final Set<Mitigation> mitigations;

  OwaspRow(String id, String title, Mitigation... mitigations) {
    this.id = id;
    this.title = title;
    this.mitigations = Set.of(mitigations);
  }

  public String id() {
    return id;
  }

  public String title() {
    return title;
  }

  /** What answers it; nothing where the log does, which cannot be turned off. */
  public Set<Mitigation> mitigations() {
    return mitigations;
  }
}
