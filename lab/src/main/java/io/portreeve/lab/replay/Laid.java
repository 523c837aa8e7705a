package io.portreeve.lab.replay;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import io.portreeve.mcp.json.JsonString;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * The fields of a recorded output, which is text: JSON, YAML, or how Python prints a dictionary.
 *
 * <p>A recording does not keep what a server sent as fields and what as text. Where a plain text
 * looks like fields, the replay believes them: it errs for the attacker.
 */
final class Laid {
  private static final int DEEPEST = JsonLimits.defaults().depth();

  private Laid() {}

  /** JSON's null where there are none, where they refer to each other, or stand too deep. */
  static Json out(String output) {
    try {
      LoadSettings settings = LoadSettings.builder().setSchema(new FailsafeSchema()).build();
      if (!isTree(output, settings)) {
        return JsonNull.NULL;
      }
      Iterator<Object> documents = new Load(settings).loadAllFromString(output).iterator();
      Object first = documents.hasNext() ? documents.next() : "";
      boolean fields = first instanceof Map<?, ?> || first instanceof List<?>;
      return fields && !documents.hasNext() ? json(first) : JsonNull.NULL;
    } catch (YamlEngineException plain) {
      return JsonNull.NULL;
    }
  }

  /**
   * Whether it can be walked: an output is the attacker's, and a list that holds itself, or 20,000
   * lists each in the other, have no end that a stack would live to see.
   */
  private static boolean isTree(String output, LoadSettings settings) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(output)) {
      switch (event.getEventId()) {
        case Alias -> {
          return false;
        }
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        case Comment, DocumentStart, DocumentEnd, Scalar, StreamStart, StreamEnd -> {}
      }
      if (depth > DEEPEST) {
        return false;
      }
    }
    return true;
  }

  private static Json json(Object value) {
    if (value instanceof Map<?, ?> map) {
      JsonObjectBuilder object = JsonObject.builder();
      map.forEach((name, member) -> object.put(String.valueOf(name), json(member)));
      return object.build();
    } else if (value instanceof List<?> list) {
      return JsonArray.of(list.stream().map(Laid::json).toList());
    }
    return JsonString.of(String.valueOf(value));
  }
}
