package io.portreeve.gateway.classifiers;

import io.portreeve.gateway.config.ClassifierForm;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How a classifier is asked, and what its answers mean: scores from 0, an honest text, to 1. What
 * is not of the form means nothing.
 */
sealed interface Dialect {
  /** The questions about these portions, in one of which each is asked about. */
  List<JsonObject> questions(List<String> portions);

  /** The highest score that an answer gives, if it is one to a question about so many portions. */
  OptionalDouble highest(byte[] answer, int portions);

  /** That of a form. */
  static Dialect of(ClassifierForm form, List<String> honestLabels) {
    return switch (form) {
      case TEXT_CLASSIFICATION -> new Labels(honestLabels);
      case SCORES -> new Scores();
    };
  }

  /** All portions at once, and a score for each. */
  record Scores() implements Dialect {
    @Override
    public List<JsonObject> questions(List<String> portions) {
      return List.of(JsonObject.empty().with("texts", JsonArray.ofStrings(portions)));
    }

    @Override
    public OptionalDouble highest(byte[] answer, int portions) {
      List<Optional<Double>> scores =
          read(answer)
              .filter(JsonObject.class::isInstance)
              .flatMap(said -> ((JsonObject) said).array("scores"))
              .stream()
              .flatMap(JsonArray::stream)
              .map(Dialect::score)
              .toList();
      return scores.size() == portions && scores.stream().allMatch(Optional::isPresent)
          ? scores.stream().mapToDouble(Optional::orElseThrow).max()
          : OptionalDouble.empty();
    }
  }

  /**
   * One portion at a time, and labels with scores: as one list of them, or the only one in another.
   * The labels that are not named as honest speak against a text. Where there are none, what the
   * honest ones lack does: a model may tell only the label that it thinks most likely.
   */
  record Labels(List<String> honest) implements Dialect {
    /** A label and its score. */
    private record Label(String name, double score) {}

    public Labels {
      honest = honest.stream().map(label -> label.toUpperCase(Locale.ROOT)).toList();
    }

    @Override
    public List<JsonObject> questions(List<String> portions) {
      return portions.stream().map(text -> JsonObject.empty().with("inputs", text)).toList();
    }

    @Override
    public OptionalDouble highest(byte[] answer, int portions) {
      return read(answer).flatMap(Labels::labels).map(this::against).stream()
          .mapToDouble(score -> score)
          .findFirst();
    }

    private double against(List<Label> labels) {
      return labels.stream()
          .filter(label -> !isHonest(label))
          .mapToDouble(Label::score)
          .max()
          .orElseGet(() -> Math.max(0, 1 - labels.stream().mapToDouble(Label::score).sum()));
    }

    private boolean isHonest(Label label) {
      return honest.contains(label.name().toUpperCase(Locale.ROOT));
    }

    private static Optional<List<Label>> labels(Json answer) {
      if (!(answer instanceof JsonArray list) || list.size() == 0) {
        return Optional.empty();
      }
      return list.size() == 1 && list.get(0) instanceof JsonArray inner ? each(inner) : each(list);
    }

    private static Optional<List<Label>> each(JsonArray list) {
      List<Label> labels = new ArrayList<>();
      for (Json one : list) {
        Optional<Label> label = one instanceof JsonObject said ? label(said) : Optional.empty();
        label.ifPresent(labels::add);
      }
      return labels.isEmpty() || labels.size() < list.size()
          ? Optional.empty()
          : Optional.of(labels);
    }

    private static Optional<Label> label(JsonObject said) {
      Optional<Double> score = said.get("score").flatMap(Dialect::score);
      return said.string("label").flatMap(name -> score.map(value -> new Label(name, value)));
    }
  }

  private static Optional<Double> score(Json json) {
    return Stream.of(json)
        .filter(JsonNumber.class::isInstance)
        .map(number -> ((JsonNumber) number).nearestDouble())
        .filter(value -> value >= 0 && value <= 1)
        .findFirst();
  }

  private static Optional<Json> read(byte[] answer) {
    try {
      return Optional.of(JsonReader.read(answer, JsonLimits.defaults()));
    } catch (JsonRefused malformed) {
      return Optional.empty();
    }
  }
}
