package io.portreeve.controls.insecureinput;

import io.portreeve.controls.text.Readings;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out whether an address names every host that it has room for (RFC 3986, section 3.2). */
final class Authority {
  /** Schemes whose addresses lead to no host at all. */
  private static final Set<String> WITHOUT_HOSTS =
      Set.of("about", "data", "did", "doi", "file", "geo", "magnet", "sms", "tag", "tel", "urn");

  private static final Pattern NESTED = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

  /** Nothing where a host should stand, before a port, a parameter, a path or another host. */
  private static final Pattern GAP = Pattern.compile("(?:^|[,@])(?:[:;,/!\\s\\p{Cntrl}]|$)");

  private Authority() {}

  /** Whether a host is missing in what stands behind {@code scheme} and the schemes within. */
  static boolean missing(String scheme, String rest) {
    if (WITHOUT_HOSTS.contains(scheme)) {
      return false;
    }
    String authority = authority(innermost(rest));
    return Readings.of(authority).stream().anyMatch(one -> GAP.matcher(one).find());
  }

  private static String innermost(String rest) {
    Matcher nested = NESTED.matcher(rest);
    int start = 0;
    while (nested.region(start, rest.length()).lookingAt()) {
      start = nested.end();
    }
    return rest.substring(start);
  }

  /** Without slashes, a host stands only behind a user, as in {@code thin:@host}. */
  private static String authority(String rest) {
    String hierarchy = rest.split("[?#]", 2)[0];
    int slashes = hierarchy.startsWith("//") ? 0 : hierarchy.indexOf('@') + 1;
    String behind = hierarchy.substring(slashes);
    if (slashes == 0 && !behind.startsWith("//")) {
      return "";
    }
    String whole = behind.startsWith("//") ? behind.substring(2) : behind;
    String first = whole.split("/", 2)[0];
    return first.substring(first.lastIndexOf('@') + 1);
  }
}
