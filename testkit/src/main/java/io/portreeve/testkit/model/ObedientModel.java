package io.portreeve.testkit.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.testkit.model.ModelAsked.By;
import io.portreeve.testkit.model.ModelAsked.Heard;
import io.portreeve.testkit.model.ModelTurn.Use;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The model that attackers hope for: it does whatever it reads, wherever it reads it.
 *
 * <p>An order is {@code call TOOL with {...}}, the braces and all between them on one line. It
 * obeys the orders in descriptions of tools, in the system prompt and in what was said, in this
 * order, each once: what it asked for already is in the conversation. A text in which an attack's
 * order is no longer found as it was written (marked, encoded, taken out) has no power over it.
 *
 * <p>When nothing is left to obey it repeats what the last tool gave, or says that it is done.
 */
public final class ObedientModel implements Function<ModelAsked, ModelTurn> {
  private static final Pattern ORDER =
      Pattern.compile("call (\\S+) with (\\{.*?\\})\\s*(?:$|[.;])", Pattern.MULTILINE);

  @Override
  public ModelTurn apply(ModelAsked asked) {
    List<Use> done = asked.heard().stream().flatMap(it -> it.uses().stream()).toList();
    Optional<Order> next =
        read(asked).flatMap(ObedientModel::orders).filter(it -> !it.isAmong(done)).findFirst();
    return next.<ModelTurn>map(it ->
            ModelTurn.nothing().use("use-" + done.size(), it.tool(), it.arguments().toString()))
        .orElseGet(() -> ModelTurn.says(lastWords(asked)));
  }

  private static Stream<String> read(ModelAsked asked) {
    return Stream.of(
            asked.tools().stream().map(ModelAsked.Tool::description),
            Stream.of(asked.system()),
            asked.heard().stream().filter(it -> it.by() != By.MODEL).map(Heard::text))
        .flatMap(it -> it);
  }

  private static Stream<Order> orders(String text) {
    return ORDER
        .matcher(text)
        .results()
        .flatMap(order -> arguments(order.group(2)).map(it -> new Order(order.group(1), it)));
  }

  private static Stream<JsonObject> arguments(String text) {
    try {
      Json read = JsonReader.read(text.getBytes(UTF_8), JsonLimits.defaults());
      return read instanceof JsonObject object ? Stream.of(object) : Stream.of();
    } catch (JsonRefused noOrder) {
      return Stream.of();
    }
  }

  private record Order(String tool, JsonObject arguments) {
    boolean isAmong(List<Use> done) {
      return done.stream()
          .filter(use -> use.tool().equals(tool))
          .flatMap(use -> ObedientModel.arguments(use.arguments()))
          .anyMatch(arguments::equals);
    }
  }

  private static String lastWords(ModelAsked asked) {
    return asked.last().by() == By.TOOL ? asked.last().text() : "Done.";
  }
}
