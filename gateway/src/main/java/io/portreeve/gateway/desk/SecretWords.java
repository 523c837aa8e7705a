package io.portreeve.gateway.desk;

import io.portreeve.controls.sensitive.Group;
import io.portreeve.controls.sensitive.SensitiveText;
import io.portreeve.controls.sensitive.Wanted;
import java.util.regex.Pattern;

/** Which words of a command or an address are secrets, as far as they or their names look it. */
final class SecretWords {
  private static final String NAME =
      "[A-Za-z0-9_.-]*(?i:key|token|secret|passw|pwd|auth|credential|bearer|apikey)[A-Za-z0-9_.-]*";
  private static final Pattern OPTION = Pattern.compile("--?" + NAME);
  private static final Pattern ASSIGNED = Pattern.compile("(?:--?)?" + NAME + "[=:].+");
  private static final Pattern WITHIN_ADDRESS =
      Pattern.compile("[a-z][a-z0-9+.-]*://[^/\\s]*:[^/\\s]*@.*|.*[?&]" + NAME + "=.*");

  private final SensitiveText known = SensitiveText.shipped();

  /** Whether an address says how one gets in. */
  boolean isIn(String address) {
    return WITHIN_ADDRESS.matcher(address).matches()
        || !known.in(address, Wanted.of(Group.SECRETS)).isEmpty();
  }

  /** Whether a word of a command is one, given the word before it. */
  boolean isOne(String before, String word) {
    boolean named = OPTION.matcher(before).matches() && !word.startsWith("-");
    return named || ASSIGNED.matcher(word).matches() || isIn(word);
  }
}
