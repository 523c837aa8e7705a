package io.portreeve.gateway.doctor;

import io.portreeve.gateway.config.form.AmendedText;
import io.portreeve.gateway.config.form.LineChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be done about a complaint.
 *
 * @param steps what to write into the configuration, one after the other; empty: nothing there
 *     helps
 * @param words what else to do or to know, or all of it
 */
public record Remedy(List<Step> steps, String words) {
  /** One value of the configuration. */
  sealed interface Step {
    AmendedText in(AmendedText text);

    /** It is written there, as YAML on one line. */
    record Put(List<String> path, String value) implements Step {
      @Override
      public AmendedText in(AmendedText text) {
        return text.put(path, value);
      }
    }

    /** It is taken out. */
    record Drop(List<String> path) implements Step {
      @Override
      public AmendedText in(AmendedText text) {
        return text.without(path);
      }
    }
  }

  public Remedy {
    steps = List.copyOf(steps);
  }

  static Remedy put(String value, String... path) {
    return new Remedy(List.of(new Step.Put(List.of(path), value)), "");
  }

  static Remedy drop(List<String> path) {
    return new Remedy(List.of(new Step.Drop(path)), "");
  }

  static Remedy words(String words) {
    return new Remedy(List.of(), words);
  }

  /** And this value, too. */
  Remedy and(String value, String... path) {
    return and(new Step.Put(List.of(path), value));
  }

  Remedy and(Step step) {
    var more = new ArrayList<>(steps);
    more.add(step);
    return new Remedy(more, words);
  }

  Remedy saying(String more) {
    return new Remedy(
        steps, Stream.of(words, more).filter(it -> !it.isEmpty()).collect(Collectors.joining(" ")));
  }

  /** The text of the configuration after it. */
  AmendedText in(AmendedText text) {
    AmendedText amended = text;
    for (Step step : steps) {
      amended = step.in(amended);
    }
    return amended;
  }

  /** What it changes, line by line. */
  public List<LineChange> changes(AmendedText text) {
    return LineChange.between(text.text(), in(text).text());
  }
}
