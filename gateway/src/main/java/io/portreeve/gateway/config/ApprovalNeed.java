package io.portreeve.gateway.config;

/** Whether a person has to approve each call of a tool. From strong to weak. */
public enum ApprovalNeed {
  ALWAYS,
  NEVER
}
