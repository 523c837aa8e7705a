package io.portreeve.gateway.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys that a path names, as problems and changes write it: {@code servers.files."a b"[0]}. */
final class KeyPath {
  private static final Pattern PART =
      Pattern.compile("\\G\\.?(?:\"((?:[^\"]|\"(?!\\.|$))*)\"|\\[(\\d+)]|([^.\\[]+))");

  private KeyPath() {}

  static List<String> of(String path) {
    var keys = new ArrayList<String>();
    Matcher part = PART.matcher(path);
    while (part.find()) {
      for (int group = 1; group <= part.groupCount(); group++) {
        if (part.group(group) != null) {
          keys.add(part.group(group));
        }
      }
    }
    return List.copyOf(keys);
  }
}
