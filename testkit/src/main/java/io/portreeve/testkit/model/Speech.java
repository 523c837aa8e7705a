package io.portreeve.testkit.model;

import io.portreeve.testkit.model.ModelTurn.Says;
import io.portreeve.testkit.model.ModelTurn.Use;

/** One stream of an API, from its opening to its closing; all of it is text as it is sent. */
interface Speech {
  /** The media type. */
  String type();

  String opening();

  String text(String text);

  String use(Use use);

  /** What ends it, with the reason why. */
  String closing(Says says);
}
