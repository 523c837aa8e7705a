package io.portreeve.lab.replay;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import io.portreeve.mcp.json.JsonString;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * The fields of a recorded output, which is text: JSON, YAML, or how Python prints a dictionary.
 *
 * <p>A recording does not keep what a server sent as fields and what as text. Where a plain text
 * looks like fields, the replay believes them: it errs for the attacker.
 */
final class Laid {
  private Laid() {}

  static Json out(String output) {
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setSchema(new FailsafeSchema())
              .setMaxAliasesForCollections(10)
              .build();
      Iterator<Object> documents = new Load(settings).loadAllFromString(output).iterator();
      Object first = documents.hasNext() ? documents.next() : "";
      boolean fields = first instanceof Map<?, ?> || first instanceof List<?>;
      return fields && !documents.hasNext() ? json(first) : JsonNull.NULL;
    } catch (YamlEngineException plain) {
      return JsonNull.NULL;
    }
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
