package io.portreeve.controls.insecureresponsehandling;

import io.portreeve.guard.Reason;
import java.util.Optional;
import java.util.function.Function;

/** Why an answer is not of the expected form; the detail holds no text of the server. */
record Flaw(Reason reason, String detail) {
  static Optional<Flaw> invalid(String detail) {
    return Optional.of(new Flaw(Reason.RESPONSE_INVALID, detail));
  }

  static Optional<Flaw> none() {
    return Optional.empty();
  }

  /** The first flaw among the elements, looked for in order. */
  static <T> Optional<Flaw> first(Iterable<T> elements, Function<T, Optional<Flaw>> check) {
    for (T element : elements) {
      Optional<Flaw> flaw = check.apply(element);
      if (flaw.isPresent()) {
        return flaw;
      }
    }
    return none();
  }
}
