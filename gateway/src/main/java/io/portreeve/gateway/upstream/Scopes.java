package io.portreeve.gateway.upstream;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Scopes, as they stand beside each other in one text (RFC 6749, section 3.3). */
public final class Scopes {
  private static final int MOST = 100;
  private static final int LONGEST = 256;

  private Scopes() {}

  /** Those in the text that are scopes, each once. */
  public static List<String> of(String text) {
    return known(Arrays.asList(text.split(" ", -1)));
  }

  public static List<String> known(List<String> names) {
    return names.stream().filter(Scopes::isScope).distinct().limit(MOST).toList();
  }

  public static String text(List<String> scopes) {
    return String.join(" ", scopes);
  }

  public static List<String> union(List<String> some, List<String> others) {
    Set<String> all = new LinkedHashSet<>(some);
    all.addAll(others);
    return List.copyOf(all);
  }

  private static boolean isScope(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && text.chars().allMatch(c -> c > ' ' && c <= '~' && c != '"' && c != '\\');
  }
}
