package io.portreeve.laws;

import java.util.ArrayList;
import java.util.List;

/** No file above 500 lines, and no body above 50 but in tests. */
final class Length implements SourceLaw {
  private static final int FILE_LINES = 500;
  private static final int BODY_LINES = 50;

  @Override
  public List<Breach> breachesIn(JavaFile file) {
    List<Breach> breaches = new ArrayList<>();
    if (file.lines() > FILE_LINES) {
      breaches.add(
          new Breach(
              "length",
              file.path(),
              file.lines(),
              "more than " + FILE_LINES + " lines: split by subject"));
    }
    for (Body body : Body.allIn(file)) {
      if (!file.isTest() && body.lines() > BODY_LINES) {
        breaches.add(
            file.breach(
                "length", body.tree(), body.lines() + " lines in one body: at most " + BODY_LINES));
      }
    }
    return breaches;
  }
}
