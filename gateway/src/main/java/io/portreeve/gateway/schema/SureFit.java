package io.portreeve.gateway.schema;

import io.portreeve.mcp.json.Json;
import java.util.List;

/**
 * What a schema surely takes, seen where the value lies: most values that fit are never made the
 * tree that the validator wants.
 *
 * <p>Says yes only where the validator would. A no says nothing: the value may not fit, or a rule
 * may not be known here, and then the validator has the word.
 */
@FunctionalInterface
interface SureFit {
  /** Knows nothing. */
  SureFit UNSURE = _ -> false;

  /** Whatever it is. */
  SureFit ANY = _ -> true;

  /** Whether the schema surely takes {@code value}. */
  boolean takes(Json value);

  /** What all of {@code parts} take. */
  static SureFit all(List<SureFit> parts) {
    List<SureFit> judging = parts.stream().filter(part -> !part.equals(ANY)).toList();
    return switch (judging.size()) {
      case 0 -> ANY;
      case 1 -> judging.getFirst();
      default ->
          value -> {
            for (SureFit part : judging) {
              if (!part.takes(value)) {
                return false;
              }
            }
            return true;
          };
    };
  }

  /** What one of {@code parts} takes. */
  static SureFit any(List<SureFit> parts) {
    List<SureFit> known = List.copyOf(parts);
    return value -> {
      // no stream: asked of every value that is checked
      for (SureFit part : known) {
        if (part.takes(value)) {
          return true;
        }
      }
      return false;
    };
  }
}
