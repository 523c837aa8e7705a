package io.portreeve.agent.langchain4j;

import io.portreeve.agent.model.OfferedTool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of tools as every API takes them (A-Z, a-z, 0-9, _ and -, 64 of them), and back. A name
 * that fits is left as it is, and no other may take its place.
 */
final class WireNames {
  private static final int LONGEST = 64;

  private final Map<String, String> toWire = new HashMap<>();
  private final Map<String, String> toOurs = new HashMap<>();

  WireNames(List<OfferedTool> tools) {
    List<String> unfit = new ArrayList<>();
    for (OfferedTool tool : tools) {
      if (fits(tool.name())) {
        bind(tool.name(), tool.name());
      } else {
        unfit.add(tool.name());
      }
    }
    unfit.forEach(name -> bind(name, free(fitted(name))));
  }

  private void bind(String ours, String wire) {
    toWire.put(ours, wire);
    toOurs.put(wire, ours);
  }

  private String free(String wanted) {
    String free = wanted;
    for (int i = 2; toOurs.containsKey(free); i++) {
      String end = "_" + i;
      free = wanted.substring(0, Math.min(wanted.length(), LONGEST - end.length())) + end;
    }
    return free;
  }

  /** What the API is told; of a tool that is offered no more, a name that fits. */
  String wire(String ours) {
    String wire = toWire.get(ours);
    return wire == null ? fitted(ours) : wire;
  }

  /** What a model means; what it made up stays what it is. */
  String ours(String wire) {
    return toOurs.getOrDefault(wire, wire);
  }

  private static boolean fits(String name) {
    return !name.isEmpty() && fitted(name).equals(name);
  }

  private static String fitted(String name) {
    String fitted = name.replaceAll("[^A-Za-z0-9_-]", "_");
    if (fitted.isEmpty()) {
      return "_";
    }
    return fitted.substring(0, Math.min(fitted.length(), LONGEST));
  }
}
