package io.portreeve.controls.indirectpromptinjection;

import io.portreeve.guard.ExchangeId;

/** One way to mark a text. What is marked is left as it is when it is to be marked again. */
sealed interface TextMark permits NonceLines, MarkedBlanks, Base64Mark {
  /** The text, marked; the equal text if it is so already. */
  String mark(ExchangeId exchange, String text);

  /** Whether all of a text stands in one such mark, whoever made that. */
  boolean holdsAllOf(String text);

  /** What a model has to know of it; the same for every text. */
  String rule();
}
