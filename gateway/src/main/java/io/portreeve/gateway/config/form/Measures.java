package io.portreeve.gateway.config.form;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts with a unit. The unit is never guessed, and an amount out of bounds is refused, never
 * moved inside.
 */
public final class Measures {
  private static final Pattern AMOUNT = Pattern.compile("(0|[1-9][0-9]{0,8})([A-Za-z]+)");
  private static final Map<String, Duration> TIME_UNITS = timeUnits();

  private Measures() {}

  private static Map<String, Duration> timeUnits() {
    var units = new LinkedHashMap<String, Duration>();
    units.put("d", Duration.ofDays(1));
    units.put("h", Duration.ofHours(1));
    units.put("m", Duration.ofMinutes(1));
    units.put("s", Duration.ofSeconds(1));
    units.put("ms", Duration.ofMillis(1));
    return Collections.unmodifiableMap(units);
  }

  /** A span of time within bounds, both included. */
  public static Form<Duration> duration(Duration least, Duration most) {
    String bounds = " from " + print(least) + " to " + print(most);
    Scalar<Duration> form =
        Scalar.of(
            "a duration such as `30s`," + bounds,
            "^(0|[1-9][0-9]*)(ms|s|m|h|d)$",
            Measures::parseDuration,
            Measures::print);
    return new Amount<>(form.where(form.expects(), inside(least, most, bounds, Measures::print)));
  }

  /** The span of time that a text says, if it says one. */
  public static Optional<Duration> parse(String text) {
    return parseDuration(text) instanceof Parsed.Right<Duration>(Duration value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** An amount of bytes within bounds, both included. */
  public static Form<ByteSize> size(ByteSize least, ByteSize most) {
    String bounds = " from " + least + " to " + most;
    Scalar<ByteSize> form =
        Scalar.of(
            "a size such as `" + least + "`," + bounds,
            "^(0|[1-9][0-9]*)(B|KiB|MiB|GiB)$",
            Measures::parseSize,
            ByteSize::toString);
    return new Amount<>(
        form.where(form.expects(), inside(least, most, bounds, ByteSize::toString)));
  }

  private static <T extends Comparable<T>> Function<T, Parsed<T>> inside(
      T least, T most, String bounds, Function<T, String> print) {
    return value ->
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0
            ? Parsed.right(value)
            : Parsed.wrong(
                Words.quoted(print.apply(value)) + " is out of range", "choose" + bounds);
  }

  private static Parsed<Duration> parseDuration(String text) {
    Matcher amount = AMOUNT.matcher(text);
    if (!amount.matches() || !TIME_UNITS.containsKey(amount.group(2))) {
      return Parsed.wrong(
          Words.quoted(text) + " is not a duration",
          "write a whole number and `ms`, `s`, `m`, `h` or `d`, as in `30s`");
    }
    Duration unit = TIME_UNITS.getOrDefault(amount.group(2), Duration.ZERO);
    return Parsed.right(unit.multipliedBy(Long.parseLong(amount.group(1))));
  }

  private static Parsed<ByteSize> parseSize(String text) {
    Matcher amount = AMOUNT.matcher(text);
    int unit = amount.matches() ? ByteSize.UNITS.indexOf(amount.group(2)) : -1;
    if (unit < 0) {
      return Parsed.wrong(
          Words.quoted(text) + " is not a size",
          "write a whole number and `B`, `KiB`, `MiB` or `GiB`, as in `4MiB`");
    }
    return Parsed.right(new ByteSize(Long.parseLong(amount.group(1)) << (10 * unit)));
  }

  /** A span of time as a configuration writes it. */
  public static String print(Duration duration) {
    for (var unit : TIME_UNITS.entrySet()) {
      long millis = unit.getValue().toMillis();
      if (duration.toMillis() % millis == 0 && duration.toMillis() >= millis) {
        return duration.toMillis() / millis + unit.getKey();
      }
    }
    return duration.toSeconds() + "s";
  }
}
