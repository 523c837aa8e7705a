package io.portreeve.controls.indirectpromptinjection;

import io.portreeve.guard.ExchangeId;

/**
 * One way to mark a text. What we marked is left as it is in the exchange that it was marked in.
 */
sealed interface TextMark permits NonceLines, MarkedBlanks, Base64Mark {
  /** The text, marked; the equal text if it is so already, by us and in this exchange. */
  String mark(ExchangeId exchange, String text);

  /** What a model has to know of it; the same for every text. */
  String rule();
}
