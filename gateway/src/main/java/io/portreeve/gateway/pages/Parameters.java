package io.portreeve.gateway.pages;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a query or a form says. A name that comes twice says nothing, but is there; of a text with
 * more names than anybody needs nothing is taken at all.
 */
public record Parameters(Map<String, String> values) {
  private static final int MOST = 50;

  public static Parameters of(String text) {
    Map<String, String> values = new HashMap<>();
    String[] pairs = text.split("&", MOST + 1);
    if (pairs.length > MOST) {
      return new Parameters(Map.of());
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      values.merge(name, value, (_, _) -> "");
    }
    return new Parameters(values);
  }

  public static Parameters ofForm(byte[] body) {
    return of(new String(body, StandardCharsets.ISO_8859_1));
  }

  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /** Whether it is absent, or says one thing: what is said twice or without a value is neither. */
  public boolean isClear(String name) {
    return !values.containsKey(name) || get(name).isPresent();
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
