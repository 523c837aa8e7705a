package io.portreeve.controls.indirectpromptinjection;

import io.portreeve.guard.ExchangeId;

/**
 * Port: the nonces between which texts stand. Whoever wrote the text must not be able to know its
 * nonce, and another exchange or another text must have another; the same ones give the same again,
 * by which we know our own mark.
 */
@FunctionalInterface
public interface Nonces {
  /**
   * A word of letters and digits.
   *
   * @param attempt 0, or one more if the text holds the word that the attempt before gave
   */
  String of(ExchangeId exchange, String text, int attempt);
}
