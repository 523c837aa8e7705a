package io.portreeve.controls.insecureinput;

import io.portreeve.controls.text.CanonicalText;
import io.portreeve.controls.text.CanonicalText.Form;
import io.portreeve.controls.text.Percent;
import io.portreeve.controls.text.Readings;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges the URI of a resource: nothing hidden, no control, and no step upwards in any reading of
 * its path, since a template such as {@code file:///docs/{name}} would take it out of its folder;
 * and no second way to write it, since rules know it by the first.
 */
final class ResourceAddress {
  /** Characters that mean the same with and without percent-encoding (RFC 3986, section 2.3). */
  private static final Pattern NEEDLESS =
      Pattern.compile("(?i)%(?:2d|2e|5f|7e|3[0-9]|[46][1-9a-f]|[57][0-9a])");

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

  /** Ways to write a path of this machine besides {@code file:///a/b}. */
  private static final Pattern OTHER_FILE =
      Pattern.compile("(?i)file:(?!///(?:[^/]|$)).*|file:///.*(?://|\\\\|%2f|%5c).*");

  private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");

  private ResourceAddress() {}

  /**
   * Whether the same resource has a plainer address, by which rules name it: a rule for {@code
   * file:///private/*} must hold for {@code file:///%70rivate/a}, too.
   */
  private static boolean twoForms(String uri, String path) {
    Matcher scheme = SCHEME.matcher(uri);
    boolean upper = scheme.lookingAt() && !scheme.group().equals(lower(scheme.group()));
    String file = path.startsWith("file:") ? path : "";
    return upper || NEEDLESS.matcher(path).find() || OTHER_FILE.matcher(file).matches();
  }

  static boolean needlesslyEscaped(String path) {
    return NEEDLESS.matcher(path).find();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  static Optional<ArgumentFlaw> flaw(String uri) {
    if (CanonicalText.of(uri, Form.AS_IS).changes(uri)) {
      return Optional.of(ArgumentFlaw.HIDDEN_CHARACTER);
    }
    String path = uri.split("[?#]", 2)[0];
    if (twoForms(uri, path)) {
      return Optional.of(ArgumentFlaw.URL_AMBIGUOUS);
    }
    if (Percent.overlong(path)) {
      return Optional.of(ArgumentFlaw.ENCODED_TRAVERSAL);
    }
    for (String reading : Readings.of(path)) {
      if (reading.chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
        return Optional.of(ArgumentFlaw.CONTROL_CHARACTER);
      }
      if (steps(reading, "/../")) {
        return Optional.of(ArgumentFlaw.OUTSIDE_ROOT);
      }
      if (steps(reading, "/./")) {
        return Optional.of(ArgumentFlaw.URL_AMBIGUOUS);
      }
    }
    return Optional.empty();
  }

  /** Some servers drop what stands behind a semicolon, then follow what is left. */
  private static boolean steps(String reading, String step) {
    String slashed = "/" + reading.replace('\\', '/') + "/";
    return slashed.contains(step) || PARAMETERS.matcher(slashed).replaceAll("").contains(step);
  }
}
