package io.portreeve.controls.indirectpromptinjection;

import io.portreeve.guard.Exchange;
import java.util.List;

/** Port: a judge of texts that lies outside, such as a model that the operator runs. */
@FunctionalInterface
public interface Classifier {
  /** What it says of all that one message says, as {@link Reading#texts} has it. */
  Opinion judge(Exchange exchange, List<String> texts);

  /** What came of asking it. */
  sealed interface Opinion {
    /** Nothing in it looks like orders. */
    record Unsuspicious() implements Opinion {}

    /** Something does. */
    record Suspected(Suspicion why) implements Opinion {}

    /**
     * It said nothing, or not of all of it.
     *
     * @param who which one, by the operator's name for it
     * @param needed whether a message is refused without its opinion, where messages are refused
     */
    record Missing(String who, boolean needed) implements Opinion {}
  }
}
