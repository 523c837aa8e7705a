package io.portreeve.gateway.upstream;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server says that it wants of us (RFC 6750, section 3; RFC 9728, section 5.1): its word and
 * no more.
 *
 * @param metadata where it says that its metadata lies
 * @param scopes what a token needs
 * @param error what was wrong with the one that was shown
 */
public record Challenge(Optional<String> metadata, List<String> scopes, Optional<String> error) {
  /**
   * A parameter, or else a word alone, which is the name of a scheme (RFC 9110, section 11.6.1).
   */
  private static final Pattern PART =
      Pattern.compile(
          "\\G[\\s,]*+([!#$%&'*+.^_`|~0-9A-Za-z-]++)"
              + "(?:\\s*+=\\s*+(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,\"=]++)))?+");

  private static final Challenge NONE =
      new Challenge(Optional.empty(), List.of(), Optional.empty());

  public Challenge {
    scopes = List.copyOf(scopes);
  }

  /** That something is wanted, and no more. */
  public static Challenge none() {
    return NONE;
  }

  /** The first challenge for a bearer token in these fields. */
  public static Optional<Challenge> bearer(List<String> fields) {
    return fields.stream().flatMap(field -> inside(field).stream()).findFirst();
  }

  /** Whether a token with more scopes would do. Some servers name the scopes and not the error. */
  public boolean wantsScopes() {
    return error.map("insufficient_scope"::equals).orElse(!scopes.isEmpty());
  }

  private static Optional<Challenge> inside(String field) {
    Map<String, String> parameters = new HashMap<>();
    boolean bearer = false;
    Matcher part = PART.matcher(field);
    while (part.find()) {
      boolean scheme = part.group(2) == null && part.group(3) == null;
      if (scheme && bearer) {
        break;
      }
      if (scheme) {
        bearer = part.group(1).equalsIgnoreCase("bearer");
      } else if (bearer) {
        parameters.putIfAbsent(part.group(1).toLowerCase(Locale.ROOT), value(part));
      }
    }
    return bearer ? Optional.of(of(parameters)) : Optional.empty();
  }

  private static String value(Matcher part) {
    String quoted = part.group(2);
    return quoted == null ? String.valueOf(part.group(3)) : quoted.replaceAll("\\\\(.)", "$1");
  }

  private static Challenge of(Map<String, String> parameters) {
    return new Challenge(
        Optional.ofNullable(parameters.get("resource_metadata")),
        Scopes.of(parameters.getOrDefault("scope", "")),
        Optional.ofNullable(parameters.get("error")));
  }
}
