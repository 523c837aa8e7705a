package io.portreeve.gateway.config;

/** Whose approval each call of a tool needs. From strong to weak. */
public enum ApprovalNeed {
  /** Of whoever runs the gateway, by command: nothing that passes through the client counts. */
  OPERATOR,
  /** Of the user, whom the client asks; of the operator where the client cannot ask. */
  USER,
  /** Nobody's. */
  NEVER
}
