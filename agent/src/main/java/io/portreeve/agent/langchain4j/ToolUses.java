package io.portreeve.agent.langchain4j;

import io.portreeve.agent.model.ToolUse;
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
      uses.add(ToolUse.read(id, names.ours(use.name()), use.arguments()));
    }
    return uses;
  }
}
