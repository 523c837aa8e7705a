package io.portreeve.onnx.model;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/** Which tokens a {@code tokenizer.json} has. */
final class Vocabulary {
  private static final int MOST = 4_000_000;
  private static final JsonLimits LIMITS =
      JsonLimits.defaults().withBytes(128 << 20).withValues(4 * MOST).withMembers(MOST);

  private Vocabulary() {}

  /**
   * The highest number of a token.
   *
   * @throws Unusable if it cannot be told
   */
  static long highest(Path file) throws Unusable {
    try {
      if (JsonReader.read(Files.readAllBytes(file), LIMITS) instanceof JsonObject tokenizer) {
        return LongStream.concat(ofModel(tokenizer), added(tokenizer))
            .max()
            .orElseThrow(() -> new Unusable(file + " has no vocabulary"));
      }
      throw new Unusable(file + " is no tokenizer.json");
    } catch (IOException | JsonRefused unreadable) {
      throw new Unusable("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
    }
  }

  /** Words with their numbers, or a list whose places are the numbers. */
  private static LongStream ofModel(JsonObject tokenizer) {
    JsonObject model = tokenizer.object("model").orElse(JsonObject.empty());
    LongStream listed =
        model.array("vocab").map(JsonArray::size).stream().mapToLong(size -> size - 1L);
    LongStream named =
        model.object("vocab").stream()
            .flatMap(words -> StreamSupport.stream(words.spliterator(), false))
            .map(JsonMember::value)
            .flatMapToLong(Vocabulary::number);
    return LongStream.concat(listed, named);
  }

  private static LongStream added(JsonObject tokenizer) {
    return tokenizer.array("added_tokens").orElse(JsonArray.empty()).stream()
        .flatMapToLong(token ->
            token instanceof JsonObject one
                ? one.integer("id").stream().mapToLong(id -> id)
                : LongStream.empty());
  }

  private static LongStream number(Json id) {
    return id instanceof JsonNumber number
        ? number.asLong().stream().mapToLong(value -> value)
        : LongStream.empty();
  }
}
