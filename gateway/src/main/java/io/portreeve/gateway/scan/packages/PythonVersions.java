package io.portreeve.gateway.scan.packages;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The order of PEP 440. What is no version of it comes before everything, as it did there once. */
final class PythonVersions {
  static final Comparator<String> ORDER = PythonVersions::compare;

  private static final Pattern FORM =
      Pattern.compile(
          "v?(?:(?<epoch>[0-9]+)!)?(?<release>[0-9]+(?:\\.[0-9]+)*)"
              + "(?:[-_.]?(?<pre>alpha|beta|preview|pre|rc|a|b|c)[-_.]?(?<pren>[0-9]*))?"
              + "(?:-(?<postn>[0-9]+)|[-_.]?(?<post>post|rev|r)[-_.]?(?<postm>[0-9]*))?"
              + "(?:[-_.]?(?<dev>dev)[-_.]?(?<devn>[0-9]*))?"
              + "(?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?");

  private static final BigInteger NONE = BigInteger.valueOf(-1);
  private static final BigInteger WITHOUT_END = BigInteger.TWO.pow(512);

  private PythonVersions() {}

  private static int compare(String one, String other) {
    Optional<Matcher> first = parsed(one);
    Optional<Matcher> second = parsed(other);
    if (first.isEmpty() || second.isEmpty()) {
      return first.isEmpty() && second.isEmpty() ? one.compareTo(other) : first.isEmpty() ? -1 : 1;
    }
    return compare(first.get(), second.get());
  }

  private static Optional<Matcher> parsed(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    return matcher.matches() ? Optional.of(matcher) : Optional.empty();
  }

  private static int compare(Matcher one, Matcher other) {
    int order = number(one.group("epoch")).compareTo(number(other.group("epoch")));
    order = order != 0 ? order : release(one.group("release"), other.group("release"));
    order = order != 0 ? order : pre(one).compareTo(pre(other));
    order = order != 0 ? order : preNumber(one).compareTo(preNumber(other));
    order = order != 0 ? order : post(one).compareTo(post(other));
    order = order != 0 ? order : dev(one).compareTo(dev(other));
    return order != 0 ? order : local(one.group("local"), other.group("local"));
  }

  private static int release(String one, String other) {
    String[] first = one.split("\\.", -1);
    String[] second = other.split("\\.", -1);
    for (int i = 0; i < Math.max(first.length, second.length); i++) {
      BigInteger a = i < first.length ? new BigInteger(first[i]) : BigInteger.ZERO;
      BigInteger b = i < second.length ? new BigInteger(second[i]) : BigInteger.ZERO;
      int order = a.compareTo(b);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** A development version without a pre-release comes before the pre-releases. */
  private static Integer pre(Matcher version) {
    String pre = version.group("pre");
    if (pre == null) {
      return version.group("dev") != null && post(version).equals(NONE) ? 0 : 4;
    }
    return switch (pre) {
      case "a", "alpha" -> 1;
      case "b", "beta" -> 2;
      default -> 3;
    };
  }

  private static BigInteger preNumber(Matcher version) {
    return number(version.group("pren"));
  }

  private static BigInteger post(Matcher version) {
    String bare = version.group("postn");
    return bare != null
        ? new BigInteger(bare)
        : version.group("post") == null ? NONE : number(version.group("postm"));
  }

  private static BigInteger dev(Matcher version) {
    return version.group("dev") == null ? WITHOUT_END : number(version.group("devn"));
  }

  private static int local(@Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return Boolean.compare(one != null, other != null);
    }
    String[] first = one.split("[-_.]", -1);
    String[] second = other.split("[-_.]", -1);
    for (int i = 0; i < Math.min(first.length, second.length); i++) {
      int order = localPart(first[i], second[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(first.length, second.length);
  }

  /** Words come before numbers. */
  private static int localPart(String one, String other) {
    boolean first = Character.isDigit(one.charAt(0));
    boolean second = Character.isDigit(other.charAt(0));
    return first != second
        ? (first ? 1 : -1)
        : first ? SemanticVersions.ORDER.compare(one, other) : one.compareTo(other);
  }

  private static BigInteger number(@Nullable String text) {
    return text == null || text.isEmpty() ? BigInteger.ZERO : new BigInteger(text);
  }
}
