package io.portreeve.gateway.recording;

import io.portreeve.guard.Change;
import io.portreeve.guard.Decision;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.json.Excerpt;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What controls said of a message, as records have it. Most say the same of most messages: what has
 * no word in it that is not ours is put into text once.
 */
final class SaidByControls {
  private static final int LONGEST_POINTER = 120;
  private static final int MOST_CHANGES = 20;

  private final Map<Decision, Json> usual = new ConcurrentHashMap<>();

  /** Controls that had nothing to say are left out. */
  JsonArray of(List<Decision> decisions) {
    List<Json> said = new ArrayList<>(decisions.size());
    for (Decision decision : decisions) {
      if (decision.reason() != Reason.NOT_CONCERNED) {
        said.add(isUsual(decision) ? usual(decision) : written(decision));
      }
    }
    return JsonArray.of(said);
  }

  /** There are as many of them as controls have reasons. */
  private static boolean isUsual(Decision decision) {
    return decision.detail().isEmpty() && decision.changes().isEmpty();
  }

  private Json usual(Decision decision) {
    Json known = usual.get(decision); // computeIfAbsent may lock where it finds
    return known != null ? known : usual.computeIfAbsent(decision, it -> written(it).inOnePiece());
  }

  private static JsonObject written(Decision decision) {
    JsonObjectBuilder fields =
        JsonObject.builder()
            .put("control", decision.control())
            .put("verdict", decision.kind().name().toLowerCase(Locale.ROOT))
            .put("reason", decision.reason().wire());
    if (!decision.detail().isEmpty()) {
      fields.put("detail", Records.shown(decision.detail()));
    }
    if (!decision.changes().isEmpty()) {
      fields.put("changes", changes(decision.changes()));
      if (decision.changes().size() > MOST_CHANGES) {
        fields.put("more-changes", decision.changes().size() - MOST_CHANGES);
      }
    }
    return fields.build();
  }

  private static JsonArray changes(List<Change> changes) {
    return JsonArray.of(
        changes.stream()
            .limit(MOST_CHANGES)
            .map(change ->
                JsonObject.builder()
                    .put("at", place(change.pointer()))
                    .put("what", change.what())
                    .put("count", change.count())
                    .build())
            .toList());
  }

  private static String place(String pointer) {
    return pointer.length() <= LONGEST_POINTER
        ? pointer
        : Excerpt.of(pointer, LONGEST_POINTER) + "…";
  }
}
