package io.portreeve.agent;

import io.portreeve.controls.indirectpromptinjection.Detector;
import io.portreeve.controls.indirectpromptinjection.Guardrail;
import io.portreeve.controls.indirectpromptinjection.Reading;
import io.portreeve.controls.indirectpromptinjection.Suspicion;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks for orders to a model in whatever goes into one, and comes out of it. */
final class Watch {
  private final Guardrail guardrail;
  private final Optional<Detector> detector;

  private Watch(Guardrail guardrail, Optional<Detector> detector) {
    this.guardrail = guardrail;
    this.detector = detector;
  }

  static Watch of(Guardrail guardrail) {
    return new Watch(
        guardrail, guardrail == Guardrail.OFF ? Optional.empty() : Optional.of(Detector.shipped()));
  }

  boolean mayBlock() {
    return guardrail == Guardrail.BLOCK;
  }

  /** Whether a text is to go no further; tells of it, and of what may go on and is suspicious. */
  boolean blocks(Event.Where where, Supplier<Reading> text, Events events) {
    Optional<Suspicion> found = detector.flatMap(one -> one.judge(text.get()));
    boolean blocked = mayBlock() && found.filter(Suspicion::strong).isPresent();
    found.ifPresent(why -> events.happened(new Event.Suspected(where, why.sign(), blocked)));
    return blocked;
  }
}
