package io.portreeve.lab.guardrails;

import io.portreeve.controls.indirectpromptinjection.Reading;
import io.portreeve.mcp.json.JsonObject;

/**
 * One text of the data.
 *
 * @param injection whether it holds an injection
 * @param source where it is from: what is left out together
 * @param sub finer than that
 */
record Sample(boolean injection, String source, String sub, String text, Reading reading) {
  private static final int SPREAD = 0x9E3779B9;

  static Sample of(JsonObject line) {
    String text = line.string("text").orElse("");
    return new Sample(
        line.integer("label").orElse(0L) == 1L,
        line.string("source").orElse("unknown"),
        line.string("sub").orElse(""),
        text,
        Reading.of(text));
  }

  /**
   * Whether the honest text is kept for measuring: half of them, by repository or server where
   * those are known, so that no neighbour of it was trained on.
   */
  boolean heldOut() {
    return !injection && (((group().hashCode() * SPREAD) >>> 30) & 1) == 1;
  }

  private String group() {
    return switch (source) {
      case "docs_oss", "code_oss", "config_oss" -> sub.split(":", 2)[0];
      case "mcp_registry" -> sub;
      default -> text;
    };
  }

  /** Whether it asks for something like any honest text would, so that no word of it tells. */
  boolean plainRequest() {
    return injection
        && (source.equals("bipia")
            || sub.startsWith("BIPIA_")
            || (source.equals("asb") && (sub.equals("naive") || sub.equals("escape"))));
  }

  /** Whether its licence would want the weights to be shared alike. */
  boolean shareAlike() {
    return source.equals("bipia") && !sub.startsWith("email");
  }

  /** Whether it is of a source, or holds strings of it. */
  boolean of(String other) {
    return source.equals(other) || (other.equals("bipia") && sub.startsWith("BIPIA_"));
  }

  /** Texts as tools give them and define themselves: by these the thresholds are set. */
  boolean setsThresholds() {
    return heldOut()
        && switch (source) {
          case "docs_oss", "code_oss", "config_oss", "mcp_registry", "bfcl" -> true;
          default -> false;
        };
  }

  /** Where it is counted: the source, and what of it differs in kind. */
  String pool() {
    return switch (source) {
      case "asb" -> injection ? source + ", " + sub : source;
      case "bipia" -> injection ? source : source + ", " + sub.split("_", 2)[0];
      default -> source;
    };
  }
}
