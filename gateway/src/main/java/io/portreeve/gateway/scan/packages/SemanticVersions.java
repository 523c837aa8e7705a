package io.portreeve.gateway.scan.packages;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Pattern;

/** The order of Semantic Versioning 2.0.0, which npm keeps. A missing part counts as 0. */
final class SemanticVersions {
  static final Comparator<String> ORDER = SemanticVersions::compare;

  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private SemanticVersions() {}

  private static int compare(String one, String other) {
    String[] first = parts(one);
    String[] second = parts(other);
    int core = dotted(first[0], second[0], "0");
    if (core != 0 || first[1].equals(second[1])) {
      return core;
    }
    // A version without a pre-release comes after every version with one.
    return first[1].isEmpty() ? 1 : second[1].isEmpty() ? -1 : dotted(first[1], second[1], "");
  }

  /** What stands before the first dash, and after it; without a build. */
  private static String[] parts(String version) {
    String bare = version.startsWith("v") ? version.substring(1) : version;
    String built = bare.split("\\+", 2)[0];
    int dash = built.indexOf('-');
    return dash < 0
        ? new String[] {built, ""}
        : new String[] {built.substring(0, dash), built.substring(dash + 1)};
  }

  private static int dotted(String one, String other, String missing) {
    String[] first = one.split("\\.", -1);
    String[] second = other.split("\\.", -1);
    for (int i = 0; i < Math.max(first.length, second.length); i++) {
      String a = i < first.length ? first[i] : missing;
      String b = i < second.length ? second[i] : missing;
      int order = identifier(a, b);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Numbers by their worth, and before words; none at all before everything. */
  private static int identifier(String one, String other) {
    boolean first = NUMBER.matcher(one).matches();
    boolean second = NUMBER.matcher(other).matches();
    if (first && second) {
      return new BigInteger(one).compareTo(new BigInteger(other));
    }
    if (first != second && !one.isEmpty() && !other.isEmpty()) {
      return first ? -1 : 1;
    }
    return one.compareTo(other);
  }
}
