package io.portreeve.agent.langchain4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.agent.model.ToolUse;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a model asks for, read strictly. No two uses have the same id, nor one that an API would not
 * take back: such get one of ours.
 *
 * @param place of the answer in the conversation, which makes our ids others than those before
 */
record ToolUses(WireNames names, int place) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  List<ToolUse> of(List<HeardUse> heard) {
    Set<String> ids = new HashSet<>();
    List<ToolUse> uses = new ArrayList<>();
    for (HeardUse use : heard) {
      String id = use.id();
      if (!ID.matcher(id).matches() || !ids.add(id)) {
        id = "use-" + place + "-" + uses.size();
        ids.add(id);
      }
      uses.add(use(id, names.ours(use.name()), use.arguments()));
    }
    return uses;
  }

  private static ToolUse use(String id, String name, String arguments) {
    if (name.isEmpty()) {
      return new ToolUse.Unreadable(id, name, "it names no tool");
    }
    try {
      Json read =
          JsonReader.read(
              (arguments.isBlank() ? "{}" : arguments).getBytes(UTF_8), JsonLimits.defaults());
      return read instanceof JsonObject object
          ? new ToolUse.Asked(id, name, object)
          : new ToolUse.Unreadable(id, name, "its arguments are no JSON object");
    } catch (JsonRefused refused) {
      return new ToolUse.Unreadable(
          id,
          name,
          "its arguments are no JSON that can be read: "
              + refused.fault().text()
              + " at byte "
              + refused.offset());
    }
  }
}
