package io.portreeve.lab;

import io.portreeve.guard.Mitigation;
import io.portreeve.mcp.json.JsonObject;

/** What an attack did without Portreeve and with it. */
record Result(
    Mitigation mitigation,
    String attack,
    boolean without,
    boolean with,
    String reason,
    String evidence) {
  boolean proves() {
    return without && !with;
  }

  JsonObject toJson() {
    return JsonObject.builder()
        .put("mitigation", mitigation.id())
        .put("threat", mitigation.threat().number())
        .put("attack", attack)
        .put("without", without ? "succeeded" : "failed")
        .put("with", with ? "succeeded" : "blocked")
        .put("reason", reason)
        .put("evidence", evidence)
        .build();
  }
}
