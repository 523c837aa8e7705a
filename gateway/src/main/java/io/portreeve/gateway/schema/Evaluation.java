package io.portreeve.gateway.schema;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import java.io.Serial;

/** One evaluation, which ends when it has found too much or taken too many steps. */
final class Evaluation extends ExecutionContext {
  /** They are kept until the end, at some 300 bytes each: a million fills the heap. */
  private static final int MOST_ERRORS = 200_000;

  private static final long MOST_STEPS = 10_000_000;

  private int errors;

  /**
   * @param formats whether formats judge
   */
  Evaluation(boolean formats) {
    super(
        ExecutionConfig.builder()
            .formatAssertionsEnabled(formats)
            .maxEvaluationSteps(MOST_STEPS)
            .build());
  }

  @Override
  public void addError(Error error) {
    errors++;
    if (errors > MOST_ERRORS || Thread.currentThread().isInterrupted()) {
      throw new GivenUp();
    }
    super.addError(error);
  }

  /** There is too much to say of a value. */
  static final class GivenUp extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    GivenUp() {
      super("an evaluation takes too long", null, false, false);
    }
  }
}
