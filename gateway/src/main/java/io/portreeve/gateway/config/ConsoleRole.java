package io.portreeve.gateway.config;

/** What somebody is at the console. Each role sees what a viewer sees, and one thing more. */
public enum ConsoleRole {
  /** Sees what happens, without the arguments of calls, and does nothing. */
  VIEWER,
  /** Answers what is asked of the operator. */
  APPROVER,
  /** Does what the operator's commands do. */
  OPERATOR,
  /** Sees what calls said, as far as it is on record. */
  AUDITOR
}
