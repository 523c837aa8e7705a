package io.portreeve.gateway.policy;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address in which {@code {id}} stands for one segment, or a part of one: the id. */
record AddressPattern(String before, String after) {
  private static final String ID = "{id}";

  /** One variable of a template, and parts at its end that only add a query. */
  private static final Pattern VARIABLE =
      Pattern.compile("\\{([A-Za-z0-9_.]+)}([^{}]*)(?:\\{[?&][^{}]*})?");

  /** Characters that mean the same with and without an escape (RFC 3986, section 2.3). */
  private static final Pattern NEEDLESS =
      Pattern.compile("(?i)%(?:2d|2e|5f|7e|3[0-9]|[46][1-9a-f]|[57][0-9a])");

  static AddressPattern of(String text) {
    int at = text.indexOf(ID);
    return new AddressPattern(text.substring(0, at), text.substring(at + ID.length()));
  }

  /** What stands for the id, an empty text if that is none; empty if the address is another. */
  Optional<String> id(String address) {
    if (address.length() <= before.length() + after.length()
        || !address.startsWith(before)
        || !address.endsWith(after)) {
      return Optional.empty();
    }
    String middle = address.substring(before.length(), address.length() - after.length());
    return middle.chars().anyMatch(c -> "/?#\\{}".indexOf(c) >= 0)
        ? Optional.empty()
        : Optional.of(decoded(middle));
  }

  /** The variable of a template whose addresses fit, by which the id is known; empty if none do. */
  Optional<String> variable(String template) {
    if (!template.startsWith(before)) {
      return Optional.empty();
    }
    Matcher rest = VARIABLE.matcher(template.substring(before.length()));
    return rest.matches() && rest.group(2).equals(after)
        ? Optional.of(rest.group(1))
        : Optional.empty();
  }

  /** What a template's variable is given in a completion. */
  static Optional<List<String>> given(JsonObject arguments, String variable) {
    Optional<Json> value = arguments.get(variable);
    return value.isEmpty()
        ? Optional.of(List.of())
        : value
            .filter(JsonString.class::isInstance)
            .map(text -> List.of(((JsonString) text).value()));
  }

  /** No id at all for a segment that has a plainer spelling, or is none in UTF-8. */
  private static String decoded(String segment) {
    if (NEEDLESS.matcher(segment).find()) {
      return "";
    }
    try {
      String plain = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
      return plain.indexOf(0xFFFD) < 0 ? plain : "";
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }
}
