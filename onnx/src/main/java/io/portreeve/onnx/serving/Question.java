package io.portreeve.onnx.serving;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.onnx.model.Labels;
import io.portreeve.onnx.model.Scores;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a gateway asks, in one of its two forms, and how that form is answered. */
sealed interface Question {
  /** How many texts a question may have: empty ones have no characters, and take memory. */
  int MOST = 4096;

  /** Beside the texts there are what holds them and what holds that. */
  JsonLimits LIMITS = JsonLimits.defaults().withDepth(4).withValues(MOST + 2);

  List<String> texts();

  /** The answer, where the texts have these scores. */
  Json answer(Labels labels, List<Scores> scores);

  /** A question that was read, if it is one in either form and in no other. */
  static Optional<Question> read(byte[] body) {
    try {
      Json json = JsonReader.read(body, LIMITS);
      return json instanceof JsonObject asked && asked.size() == 1 ? of(asked) : Optional.empty();
    } catch (JsonRefused malformed) {
      return Optional.empty();
    }
  }

  private static Optional<Question> of(JsonObject asked) {
    return asked
        .string("inputs")
        .<Question>map(OneText::new)
        .or(() -> asked.array("texts").filter(Question::areTexts).map(Question::several));
  }

  private static boolean areTexts(JsonArray texts) {
    return texts.size() > 0 && texts.stream().allMatch(JsonString.class::isInstance);
  }

  private static Question several(JsonArray texts) {
    return new Texts(texts.stream().map(text -> ((JsonString) text).value()).toList());
  }

  /** {@code text-classification}: one text, answered by every label with its score. */
  record OneText(String text) implements Question {
    @Override
    public List<String> texts() {
      return List.of(text);
    }

    @Override
    public Json answer(Labels labels, List<Scores> scores) {
      List<Double> each = scores.getFirst().each();
      List<Json> said =
          IntStream.range(0, labels.size())
              .mapToObj(at -> label(labels.names().get(at), each.get(at)))
              .toList();
      return JsonArray.of(JsonArray.of(said));
    }

    private static Json label(String name, double score) {
      return JsonObject.empty().with("label", name).with("score", JsonNumber.of(score));
    }
  }

  /** {@code scores}: several texts, answered by the highest score that speaks against each. */
  record Texts(List<String> texts) implements Question {
    public Texts {
      texts = List.copyOf(texts);
    }

    @Override
    public Json answer(Labels labels, List<Scores> scores) {
      return JsonObject.of(
          "scores",
          JsonArray.of(
              scores.stream().map(labels::against).map(score -> JsonNumber.of(score)).toList()));
    }
  }
}
