package io.portreeve.gateway.classifiers;

/**
 * The questions about one message, for a breaker. Once there was an answer, it works: what fails
 * after that may be the fault of the message, whose author must not be able to break it.
 */
final class Attempt {
  private final Breaker breaker;
  private boolean answered;

  Attempt(Breaker breaker) {
    this.breaker = breaker;
  }

  void answered() {
    answered = true;
    breaker.answered();
  }

  void failed() {
    if (!answered) {
      breaker.failed();
    }
  }
}
