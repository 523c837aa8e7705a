package io.portreeve.laws;

import java.util.List;

/** Every law about Java files, each with the reason it stands here. */
public final class SourceLaws {

  private SourceLaws() {}

  /** All of them. */
  public static List<SourceLaw> all() {
    return List.of(
        new Length(), // the tail of long files and long methods is what separates pleasant code
        // from unpleasant
        new OpenDebts(), // a note to oneself belongs in the tracker, where it is seen
        new SkippedTests(), // a test that may not run proves nothing
        new SleepingTests(), // a test that waits for time instead of an event is slow and flaky
        new Printing(), // the gateway speaks to operators through its audit and its commands, to
        // nobody else
        new SwallowedErrors(), // what is swallowed passes, and we fail closed
        new EmptyNames(), // names that say nothing gather code that belongs elsewhere
        new HiddenState(), // state reached without being passed makes exchanges touch each other
        new OptionalParameters()); // absence in an argument is two methods
  }
}
