package io.portreeve.gateway.replay;

import io.portreeve.guard.Approver;
import io.portreeve.guard.Reason;

/** What rules say of a recorded use. */
public sealed interface Replayed {
  /** The rule that decides; of what is not known, one that may. */
  String rule();

  /** They allow it. */
  record Allowed(String rule) implements Replayed {}

  /** They ask for an approval. */
  record Asked(String rule, Approver approver) implements Replayed {}

  /** They deny it, or hide the thing. */
  record Denied(String rule, Reason reason) implements Replayed {}

  /** It depends on what is not on record. */
  record Unknown(String rule) implements Replayed {}
}
