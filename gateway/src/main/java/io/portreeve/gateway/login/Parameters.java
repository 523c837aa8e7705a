package io.portreeve.gateway.login;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a query or a form says; a name that comes twice says nothing at all. */
record Parameters(Map<String, String> values) {
  private static final int MOST = 50;

  static Parameters of(String text) {
    Map<String, String> values = new HashMap<>();
    String[] pairs = text.split("&", MOST);
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.merge(
            decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)), (_, _) -> "");
      }
    }
    return new Parameters(values);
  }

  static Parameters ofForm(byte[] body) {
    return of(new String(body, StandardCharsets.ISO_8859_1));
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  /** Values may be secret. */
  @Override
  public String toString() {
    return "Parameters" + values.keySet();
  }
}
