package io.portreeve.gateway.scan.definition;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.scan.finding.RuleFile;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which words in a tool's name tell of which power: one that says what is done and one that says
 * with what.
 */
record PowerWords(Map<Powers, Set<String>> verbs, Map<Powers, Set<String>> objects) {
  static PowerWords ofFile() {
    JsonObject file = (JsonObject) RuleFile.read("powers");
    Map<Powers, Set<String>> verbs = new EnumMap<>(Powers.class);
    Map<Powers, Set<String>> objects = new EnumMap<>(Powers.class);
    for (Powers power : Powers.values()) {
      JsonObject words = file.object(Forms.word(power)).orElseThrow();
      verbs.put(power, texts(words.array("verbs").orElseThrow()));
      objects.put(power, texts(words.array("objects").orElseThrow()));
    }
    return new PowerWords(verbs, objects);
  }

  /** The powers that the name tells of. */
  Set<Powers> of(Offered tool) {
    Words words = Words.of(tool.name());
    var all = EnumSet.noneOf(Powers.class);
    for (Powers power : Powers.values()) {
      if (words.have(verbs.getOrDefault(power, Set.of()))
          && words.have(objects.getOrDefault(power, Set.of()))) {
        all.add(power);
      }
    }
    return all;
  }

  private static Set<String> texts(JsonArray array) {
    return array.stream()
        .map(entry -> ((JsonString) entry).value())
        .collect(Collectors.toUnmodifiableSet());
  }
}
