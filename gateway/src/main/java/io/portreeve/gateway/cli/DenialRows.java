package io.portreeve.gateway.cli;

import io.portreeve.gateway.denial.Denial;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;

/** Of a refusal: by which rule, where it is written, and what would allow it. */
final class DenialRows {
  private DenialRows() {}

  static List<List<String>> of(Terminal terminal, Denial said) {
    return List.of(
        List.of("denied by", Shown.of(said.rule())),
        List.of("written", Shown.of(said.written())),
        List.of("allowed by", terminal.typed(Shown.of(said.allows()))));
  }

  static JsonObject json(Denial said) {
    return JsonObject.empty()
        .with("by", said.rule())
        .with("written", said.written())
        .with("allowed-by", said.allows());
  }
}
