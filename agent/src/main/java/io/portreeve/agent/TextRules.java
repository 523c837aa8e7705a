package io.portreeve.agent;

import io.portreeve.controls.indirectpromptinjection.Reading;

/** What an agent does with texts, for an application that shows them to its model itself. */
public final class TextRules {
  private final Rules rules;
  private final Events events;

  TextRules(Rules rules, Events events) {
    this.rules = rules;
    this.events = events;
  }

  /** What the system prompt has to say: the application's words, if any, and how data is marked. */
  public String system() {
    return rules.system();
  }

  /**
   * What a tool returned as the model is to read it: marked, whatever mark it bears, or withheld.
   */
  public String result(String text) {
    return blocks(Event.Where.TOOL, text) ? Using.WITHHELD : rules.marks().mark(text);
  }

  /** Whether a text is to go no further; suspicious ones are told. */
  public boolean blocks(Event.Where where, String text) {
    return rules.watch().blocks(where, () -> Reading.of(text), events);
  }
}
