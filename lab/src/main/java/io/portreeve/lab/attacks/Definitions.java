package io.portreeve.lab.attacks;

import io.portreeve.lab.scene.LabServer;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Tool definitions that attacks share, and a server of one. */
final class Definitions {
  static final String READ_CUSTOMER = "read_customer";

  private Definitions() {}

  /** A server whose one tool reads a record that is not everybody's. */
  static LabServer customerRecord() {
    return new LabServer(
        always(tool(READ_CUSTOMER, "Reads a customer.", "{'type':'object','properties':{}}")),
        (_, _) -> LabServer.text("IBAN DE00 0000"));
  }

  static JsonObject tool(String name, String description, String schema) {
    return JsonObject.empty()
        .with("name", name)
        .with("description", description)
        .with("inputSchema", object(schema));
  }

  static JsonObject object(String text) {
    try {
      byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      return (JsonObject) JsonReader.read(bytes, JsonLimits.defaults());
    } catch (JsonRefused impossible) {
      throw new IllegalStateException("the lab's own JSON does not parse", impossible);
    }
  }

  static Function<String, JsonArray> always(JsonObject... tools) {
    JsonArray all = JsonArray.of(tools);
    return _ -> all;
  }
}
