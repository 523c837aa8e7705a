package io.portreeve.gateway.metrics;

import java.util.Arrays;

/**
 * The numbers of one name on a {@link MetricsPage}, told apart by labels: names and values in turn,
 * the same names for each. To be written before the next family begins.
 */
public final class MetricFamily {
  static final String TOTAL = "_total";

  private final StringBuilder text;
  private final String name;

  MetricFamily(StringBuilder text, String name) {
    this.text = text;
    this.name = name;
  }

  /** A number that has no fraction. */
  public MetricFamily sample(long value, String... labels) {
    begin("", labels).append(value).append('\n');
    return this;
  }

  /** A number that may have one. */
  public MetricFamily sample(double value, String... labels) {
    begin("", labels).append(number(value)).append('\n');
    return this;
  }

  /** What was counted by its size so far. */
  public MetricFamily sample(Histogram histogram, String... labels) {
    Histogram.Counted counted = histogram.counted();
    long upTo = 0;
    for (int i = 0; i < counted.counts().size(); i++) {
      upTo += counted.counts().get(i);
      bucket(counted.bounds().get(i), labels).append(upTo).append('\n');
    }
    begin("_sum", labels).append(number(counted.sum())).append('\n');
    begin("_count", labels).append(upTo).append('\n');
    return this;
  }

  private StringBuilder bucket(double bound, String... labels) {
    String[] more = Arrays.copyOf(labels, labels.length + 2);
    more[labels.length] = "le";
    more[labels.length + 1] = number(bound);
    return begin("_bucket", more);
  }

  private StringBuilder begin(String ending, String... labels) {
    text.append(name).append(ending);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      escape(labels[i + 1]);
      text.append('"');
    }
    return text.append(labels.length == 0 ? " " : "} ");
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char one = value.charAt(i);
      switch (one) {
        case '\\' -> text.append("\\\\");
        case '"' -> text.append("\\\"");
        case '\n' -> text.append("\\n");
        default -> text.append(one);
      }
    }
  }

  private static String number(double value) {
    return value == Double.POSITIVE_INFINITY ? "+Inf" : Double.toString(value);
  }
}
