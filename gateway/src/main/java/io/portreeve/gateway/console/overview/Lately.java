package io.portreeve.gateway.console.overview;

import io.portreeve.gateway.console.decisions.Decided;
import io.portreeve.gateway.console.decisions.Ending;
import io.portreeve.gateway.console.decisions.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was decided in the time that is looked at.
 *
 * @param now its end
 * @param all those within it
 */
record Lately(Window window, Instant now, List<Decided> all) {
  static Lately of(Window window, Instant now, List<Decided> known) {
    Instant since = now.minus(window.span());
    return new Lately(
        window, now, known.stream().filter(one -> !one.at().isBefore(since)).toList());
  }

  /**
   * One step of the time.
   *
   * @param from its beginning
   */
  record Step(Instant from, Map<Ending, Integer> counts) {
    int total() {
      return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    int of(Ending ending) {
      return counts.getOrDefault(ending, 0);
    }
  }

  /** How many in each step, the oldest first. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    Instant begin = now.minus(window.span());
    for (int i = 0; i < window.steps(); i++) {
      steps.add(new Step(begin.plus(window.step().multipliedBy(i)), new EnumMap<>(Ending.class)));
    }
    for (Decided one : all) {
      long step = Duration.between(begin, one.at()).dividedBy(window.step());
      int at = Math.clamp(step, 0, window.steps() - 1);
      steps.get(at).counts().merge(one.ending(), 1, Integer::sum);
    }
    return steps;
  }

  long count(Ending ending) {
    return all.stream().filter(one -> one.ending() == ending).count();
  }

  /** How many were refused, be it the message or its answer. */
  long refused() {
    return count(Ending.REFUSED) + count(Ending.WITHHELD);
  }

  /** How often each reason stood against a message, the most frequent first. */
  Map<String, Integer> reasons() {
    return counted(
        all.stream()
            .filter(one -> one.ending() != Ending.FORWARDED)
            .map(Decided::reason)
            .filter(reason -> !reason.isEmpty()));
  }

  /** What was found of where the values of calls come from, by the reason that says it. */
  Map<String, Integer> flows() {
    return counted(all.stream().flatMap(one -> one.flows().stream()));
  }

  private static Map<String, Integer> counted(Stream<String> words) {
    Map<String, Integer> counts =
        words.collect(Collectors.toMap(Function.identity(), _ -> 1, Integer::sum));
    Map<String, Integer> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(one -> sorted.put(one.getKey(), one.getValue()));
    return sorted;
  }

  /**
   * What one server did. What waits for a person is none of these.
   *
   * @param median of the times that its exchanges took; zero where none ended
   * @param slow what 95 of 100 did not exceed
   */
  record Served(long forwarded, long refused, long failed, Duration median, Duration slow) {}

  Served served(String server) {
    Lately its =
        new Lately(window, now, all.stream().filter(one -> one.server().equals(server)).toList());
    List<Duration> took =
        its.all().stream()
            .filter(one -> one.ending() == Ending.FORWARDED || one.ending() == Ending.WITHHELD)
            .flatMap(one -> one.took().stream())
            .sorted()
            .toList();
    return new Served(
        its.count(Ending.FORWARDED),
        its.refused(),
        its.count(Ending.FAILED),
        at(took, 0.5),
        at(took, 0.95));
  }

  private static Duration at(List<Duration> sorted, double part) {
    return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) Math.ceil(part * sorted.size()) - 1);
  }
}
