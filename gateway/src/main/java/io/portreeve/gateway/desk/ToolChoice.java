package io.portreeve.gateway.desk;

import io.portreeve.controls.contextpoisoning.GuessedSinks;
import io.portreeve.controls.insecureinput.Inference;
import io.portreeve.controls.insecureinput.KindInference;
import io.portreeve.mcp.Tool;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonBoolean;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a tool is proposed to be called without a question.
 *
 * @param reads whether its name says that it only reads, and none of its arguments leads out
 * @param arguments what they are taken to be, for people
 */
public record ToolChoice(String name, boolean reads, String arguments) {
  /**
   * The servers own hints can only make it stricter: a hostile one would say that it only reads.
   */
  static ToolChoice of(Tool tool) {
    boolean admits = hint(tool, "destructiveHint", true) || hint(tool, "readOnlyHint", false);
    boolean reads = !admits && GuessedSinks.of(tool.name().value(), tool.inputSchema()).isEmpty();
    String arguments =
        KindInference.of(tool).stream()
            .flatMap(one -> words(one).stream())
            .collect(Collectors.joining(", "));
    return new ToolChoice(tool.name().value(), reads, arguments);
  }

  private static boolean hint(Tool tool, String name, boolean value) {
    Optional<Json> said = tool.json().object("annotations").flatMap(all -> all.get(name));
    return said.filter(JsonBoolean.class::isInstance)
        .map(Json::toString)
        .equals(Optional.of("" + value));
  }

  private static Optional<String> words(Inference inference) {
    return switch (inference) {
      case Inference.Inferred(String at, var kind, String _) -> Optional.of(at + " " + kind.wire());
      case Inference.FreeForm _, Inference.Unknown _ -> Optional.empty();
    };
  }
}
