package io.portreeve.gateway.metrics;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * A page of numbers, written from top to bottom by one thread: Prometheus' text format 0.0.4, or
 * OpenMetrics 1.0.0.
 *
 * <p>Each family is written once and as a whole, for a monitor refuses a page on which it is not.
 */
public final class MetricsPage {
  private static final String UNFIT = "\\\"\n";

  private final MetricsFormat format;
  private final StringBuilder text = new StringBuilder(8 * 1024);
  private final Set<String> names = new HashSet<>();

  public MetricsPage(MetricsFormat format) {
    this.format = format;
  }

  /**
   * Begins what only grows until the process ends.
   *
   * @param name without its ending {@code _total}
   * @param help what it counts, in a few words without quotes and line ends
   */
  public MetricFamily counter(String name, String help) {
    String written = format == MetricsFormat.OPEN_METRICS ? name : name + MetricFamily.TOTAL;
    return begin(name, written, "counter", help, MetricFamily.TOTAL);
  }

  /** Begins what goes up and down. */
  public MetricFamily gauge(String name, String help) {
    return begin(name, name, "gauge", help, "");
  }

  /** Begins what counts by size. */
  public MetricFamily histogram(String name, String help) {
    return begin(name, name, "histogram", help, "");
  }

  private MetricFamily begin(String name, String written, String type, String help, String ending) {
    if (!name.matches("[a-z][a-z0-9_]*[a-z0-9]") || !names.add(name)) {
      throw new IllegalArgumentException("no name for a family, or one that there is: " + name);
    }
    if (help.chars().anyMatch(one -> UNFIT.indexOf(one) >= 0)) {
      throw new IllegalArgumentException("a help text that would have to be escaped");
    }
    text.append("# HELP ").append(written).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(written).append(' ').append(type).append('\n');
    return new MetricFamily(text, name + ending);
  }

  /** The page, which is complete. */
  public byte[] toBytes() {
    String end = format == MetricsFormat.OPEN_METRICS ? "# EOF\n" : "";
    return (text + end).getBytes(StandardCharsets.UTF_8);
  }
}
