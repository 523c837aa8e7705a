package io.portreeve.gateway.console.flow;

import java.time.Instant;
import java.util.List;

/**
 * A conversation, as far as it was read.
 *
 * @param principal whose it is
 * @param steps in their order, the first of those that are not too old or too many
 * @param whole whether these are all that were found
 */
record Conversation(String id, String principal, List<Step> steps, boolean whole) {
  Conversation {
    steps = List.copyOf(steps);
  }

  Instant last() {
    return steps.getLast().at();
  }

  long refused() {
    return steps.stream().filter(step -> step.refused().isPresent()).count();
  }
}
