package io.portreeve.onnx.model;

import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a model's numbers stand for, in the order in which its graph gives them.
 *
 * @param names of all of them
 * @param honest those that speak for a text; empty if nobody said which
 */
public record Labels(List<String> names, Set<String> honest) {
  /** What a gateway can be told of in its {@code honest-labels}. */
  private static final String NAME = "[ -~]{1,64}";

  public Labels {
    names = List.copyOf(names);
    honest = Set.copyOf(honest);
  }

  /**
   * Labels as they are written.
   *
   * @throws Unusable if there are none, or two are the same
   */
  public static Labels of(List<String> names) throws Unusable {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!name.matches(NAME) || name.isBlank()) {
        throw new Unusable(
            "a label is empty, longer than 64 characters or not ASCII: name them as"
                + " honest-labels of a gateway can");
      }
      if (!seen.add(name.toUpperCase(Locale.ROOT))) {
        throw new Unusable("the label " + name + " is there twice: name each of the model's once");
      }
    }
    if (names.isEmpty()) {
      throw new Unusable("there are no labels: name those of the model in its order");
    }
    return new Labels(names, Set.of());
  }

  /**
   * Those that a model's {@code config.json} names in {@code id2label}.
   *
   * @throws Unusable if it cannot be read, or names none
   */
  public static Labels ofConfiguration(Path file) throws Unusable {
    try {
      return JsonReader.read(Files.readAllBytes(file), JsonLimits.defaults())
              instanceof JsonObject config
          ? of(inOrder(file, config.object("id2label").orElse(JsonObject.empty())))
          : of(inOrder(file, JsonObject.empty()));
    } catch (IOException unreadable) {
      throw new Unusable("cannot read " + file + ": is it there, and readable?", unreadable);
    } catch (JsonRefused malformed) {
      throw new Unusable(file + " is no JSON: give the config.json of the model", malformed);
    }
  }

  private static List<String> inOrder(Path file, JsonObject labels) throws Unusable {
    List<String> names =
        IntStream.range(0, labels.size())
            .mapToObj(id -> labels.string(Integer.toString(id)))
            .flatMap(Optional::stream)
            .toList();
    if (names.isEmpty() || names.size() < labels.size()) {
      throw new Unusable(
          file + " has no id2label that names a label for each number from 0: use --labels");
    }
    return names;
  }

  /**
   * The same, where these speak for a text and all others against it.
   *
   * @throws Unusable if one is none of them, or none is left that speaks against
   */
  public Labels withHonest(List<String> written) throws Unusable {
    Set<String> known = new HashSet<>();
    for (String one : written) {
      known.add(
          names.stream()
              .filter(name -> name.equalsIgnoreCase(one))
              .findFirst()
              .orElseThrow(() -> new Unusable("the honest label " + one + " is none of " + names)));
    }
    if (known.size() == names.size()) {
      throw new Unusable("every label is honest: then nothing could speak against a text");
    }
    return new Labels(names, known);
  }

  public int size() {
    return names.size();
  }

  /** The highest score of a label that is not honest. */
  public double against(Scores scores) {
    return IntStream.range(0, size())
        .filter(label -> !honest.contains(names.get(label)))
        .mapToDouble(label -> scores.each().get(label))
        .max()
        .orElse(1);
  }
}
