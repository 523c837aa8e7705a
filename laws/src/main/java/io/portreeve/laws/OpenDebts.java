package io.portreeve.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** No note that says the work is not finished. */
final class OpenDebts implements SourceLaw {
  private static final Pattern NOTE =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX|HA" + "CK)\\b");

  @Override
  public List<Breach> breachesIn(JavaFile file) {
    List<Breach> breaches = new ArrayList<>();
    long number = 0;
    for (String line : file.text().lines().toList()) {
      number++;
      if (NOTE.matcher(line).find()) {
        breaches.add(
            new Breach(
                "open-debt",
                file.path(),
                number,
                "finish it, or say the limit in KNOWN-LIMITS.md"));
      }
    }
    return breaches;
  }
}
