package io.portreeve.lab.attacks;

import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabServer;
import io.portreeve.lab.scene.ToolText;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
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

  /** Somebody reads that record; what is executed is read. */
  static Attack.Attempt readingCustomer(LabClient client, LabClient.Role role, LabServer server)
      throws LabFault {
    String answer = client.call(role, READ_CUSTOMER, JsonObject.empty());
    return new Attack.Attempt(!server.executed().isEmpty(), answer);
  }

  static JsonObject tool(String name, String description, String schema) {
    return ToolText.tool(name, description, schema);
  }

  static JsonObject object(String text) {
    return ToolText.object(text);
  }

  static Function<String, JsonArray> always(JsonObject... tools) {
    JsonArray all = JsonArray.of(tools);
    return _ -> all;
  }
}
