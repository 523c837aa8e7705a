package io.portreeve.gateway.sandbox;

import java.util.Map;
import java.util.TreeMap;

/**
 * Variables that are laid aside while our own JVM runs and put back when the program takes its
 * place.
 */
final class Aside {
  private static final String PREFIX = "PORTREEVE_ASIDE_";

  private Aside() {}

  static String of(String variable) {
    return PREFIX + variable;
  }

  static Map<String, String> putBack(Map<String, String> environment) {
    Map<String, String> back = new TreeMap<>();
    environment.forEach((name, value) ->
        back.put(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name, value));
    return back;
  }
}
