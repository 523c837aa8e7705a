package io.portreeve.gateway.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a page of numbers as its format says (Prometheus' exposition formats, version 0.0.4;
 * OpenMetrics 1.0.0), and takes nothing else.
 *
 * @param types of each family, by its name
 * @param samples values by name and labels, as they stand there
 */
public record StrictPage(Map<String, String> types, Map<String, Double> samples) {
  private static final Pattern HEAD =
      Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\n\"])*\"";
  private static final Pattern SAMPLE =
      Pattern.compile(
          "(([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{%1$s(?:,%1$s)*\\})?) (\\S+)".formatted(LABEL));
  private static final Pattern BOUND = Pattern.compile("(.*?),?le=\"([^\"]+)\"(.*)");
  private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram");

  /** Reads one of Prometheus' own format. */
  public static StrictPage ofPrometheus(String text) {
    return new Reader(false).read(text);
  }

  /** Reads one of OpenMetrics. */
  public static StrictPage ofOpenMetrics(String text) {
    String end = "# EOF\n";
    require(text.endsWith(end), "no end");
    return new Reader(true).read(text.substring(0, text.length() - end.length()));
  }

  /** The value of a sample, which there is. */
  public double value(String sample) {
    return Objects.requireNonNull(samples.get(sample), () -> sample + " is not among " + samples);
  }

  private static void require(boolean right, String what) {
    if (!right) {
      throw new AssertionError(what);
    }
  }

  private static final class Reader {
    private final boolean open;
    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, Double> samples = new LinkedHashMap<>();
    private final Set<String> helped = new HashSet<>();
    private final Map<String, Double> last = new HashMap<>();
    private final List<String> withoutEnd = new ArrayList<>();
    private String family = "";

    Reader(boolean open) {
      this.open = open;
    }

    StrictPage read(String text) {
      require(text.endsWith("\n"), "the last line has no end");
      for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
        if (line.startsWith("#")) {
          head(line);
        } else {
          sample(line);
        }
      }
      require(withoutEnd.isEmpty(), "a histogram without its last bound: " + withoutEnd);
      return new StrictPage(types, samples);
    }

    private void head(String line) {
      Matcher head = HEAD.matcher(line);
      require(head.matches(), line);
      String name = head.group(2);
      if (head.group(1).equals("HELP")) {
        require(helped.add(name), "a second help of " + name);
        require(!types.containsKey(name), "a help after the type of " + name);
      } else {
        require(TYPES.contains(head.group(3)), line);
        require(types.put(name, head.group(3)) == null, "a second type of " + name);
        family = name;
      }
    }

    private void sample(String line) {
      Matcher sample = SAMPLE.matcher(line);
      require(sample.matches(), line);
      String name = sample.group(2);
      String type = types.getOrDefault(family, "none");
      require(names(type).contains(name), name + " stands in the family " + family);
      double value = number(sample.group(4));
      require(samples.put(sample.group(1), value) == null, "twice: " + line);
      require(type.equals("gauge") || value >= 0, "less than nothing: " + line);
      if (name.endsWith("_bucket") && type.equals("histogram")) {
        bucket(sample.group(3), value);
      } else if (name.endsWith("_count") && type.equals("histogram")) {
        String whose = sample.group(3) == null ? "{}" : sample.group(3);
        require(Objects.equals(last.remove(family + whose), value), "not the sum: " + line);
        withoutEnd.remove(family + whose);
      }
    }

    private List<String> names(String type) {
      return switch (type) {
        case "counter" -> List.of(open ? family + "_total" : family);
        case "gauge" -> List.of(family);
        case "histogram" -> List.of(family + "_bucket", family + "_sum", family + "_count");
        default -> List.of();
      };
    }

    private void bucket(String labels, double value) {
      Matcher bound = BOUND.matcher(labels);
      require(bound.matches(), labels);
      String whose = family + bound.group(1) + bound.group(3);
      double before = last.getOrDefault(whose, 0.0);
      require(value >= before, "fewer than below: " + labels);
      last.put(whose, value);
      if (!bound.group(2).equals("+Inf")) {
        require(!open || bound.group(2).contains("."), "no canonical bound: " + labels);
        withoutEnd.add(whose);
      } else {
        withoutEnd.removeIf(whose::equals);
      }
    }

    private static double number(String text) {
      return switch (text) {
        case "+Inf" -> Double.POSITIVE_INFINITY;
        case "-Inf" -> Double.NEGATIVE_INFINITY;
        case "NaN" -> Double.NaN;
        default -> {
          require(text.matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?"), "no number: " + text);
          yield Double.parseDouble(text);
        }
      };
    }
  }
}
