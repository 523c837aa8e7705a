package io.portreeve.agent.langchain4j;

import io.portreeve.agent.model.ModelFailure;
import java.io.IOException;

/** An answer is given up where it is read, and why. */
final class Broken extends IOException {
  private static final long serialVersionUID = 1;

  private final ModelFailure failure;

  Broken(ModelFailure.Kind kind, String message) {
    super(message);
    this.failure = new ModelFailure(kind, message);
  }

  ModelFailure failure() {
    return failure;
  }
}
