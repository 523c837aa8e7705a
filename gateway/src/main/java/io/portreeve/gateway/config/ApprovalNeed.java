package io.portreeve.gateway.config;

import io.portreeve.guard.Approver;
import java.util.Optional;

/** Whose approval each call of a tool needs. From strong to weak. */
public enum ApprovalNeed {
  /** Of two people, as of the operator, neither of whom asked for the call. */
  TWO_OPERATORS,
  /** Of whoever runs the gateway, by command: nothing that passes through the client counts. */
  OPERATOR,
  /** Of the user, on a page of ours: nothing that passes through the client counts. */
  PAGE,
  /** Of the user, whom the client asks; of the operator where the client cannot ask. */
  USER,
  /** Nobody's. */
  NEVER;

  /** Empty for nobody. */
  public Optional<Approver> approver() {
    return switch (this) {
      case TWO_OPERATORS -> Optional.of(Approver.TWO_OPERATORS);
      case OPERATOR -> Optional.of(Approver.OPERATOR);
      case PAGE -> Optional.of(Approver.PAGE);
      case USER -> Optional.of(Approver.USER);
      case NEVER -> Optional.empty();
    };
  }
}
