package io.portreeve.gateway.cli;

import io.portreeve.controls.sensitive.Group;
import io.portreeve.controls.sensitive.SensitiveText;
import io.portreeve.controls.sensitive.Wanted;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A line of a configuration as it may be shown: what is pasted into tickets and kept by pipelines
 * is to hold no credential that somebody wrote into the file.
 */
final class MaskedLine {
  /** Stands where something was. */
  static final String MASK = "…";

  private static final String NAMED = "(?i)[a-z0-9_.-]*(?:key|token|secret|passw|pwd|auth|sig)";
  private static final List<Pattern> SHOWN_BEFORE =
      List.of(
          Pattern.compile("(?<=\\btext:)[^\"',}\\]]+"),
          Pattern.compile("(?<=[?&])(" + NAMED + "[a-z0-9_.-]*=)[^&\"'\\s,}]+"));

  private final SensitiveText known = SensitiveText.shipped();

  String of(String line) {
    String masked = line;
    for (Pattern pattern : SHOWN_BEFORE) {
      masked =
          pattern
              .matcher(masked)
              .replaceAll(found -> found.groupCount() == 0 ? MASK : found.group(1) + MASK);
    }
    return known.redacted(masked, Wanted.of(Group.SECRETS));
  }
}
