package io.portreeve.gateway.console.decisions;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Addresses of pages with a query, whatever its values are. */
final class Addresses {
  private Addresses() {}

  static String of(String path, Map<String, String> query) {
    return query.isEmpty()
        ? path
        : query.entrySet().stream()
            .map(one -> one.getKey() + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&", path + "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
