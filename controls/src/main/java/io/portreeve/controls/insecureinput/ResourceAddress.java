package io.portreeve.controls.insecureinput;

import io.portreeve.controls.text.CanonicalText;
import io.portreeve.controls.text.CanonicalText.Form;
import io.portreeve.controls.text.Percent;
import java.util.Optional;

/**
 * Judges the URI of a resource: nothing hidden, no control, and no step upwards in any reading of
 * its path, since a template such as {@code file:///docs/{name}} would take it out of its folder.
 */
final class ResourceAddress {
  private ResourceAddress() {}

  static Optional<ArgumentFlaw> flaw(String uri) {
    if (CanonicalText.of(uri, Form.AS_IS).changes(uri)) {
      return Optional.of(ArgumentFlaw.HIDDEN_CHARACTER);
    }
    String path = uri.split("[?#]", 2)[0];
    if (Percent.overlong(path)) {
      return Optional.of(ArgumentFlaw.ENCODED_TRAVERSAL);
    }
    for (String reading : PathRule.readings(path)) {
      if (reading.chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
        return Optional.of(ArgumentFlaw.CONTROL_CHARACTER);
      }
      if (("/" + reading.replace('\\', '/') + "/").contains("/../")) {
        return Optional.of(ArgumentFlaw.OUTSIDE_ROOT);
      }
    }
    return Optional.empty();
  }
}
