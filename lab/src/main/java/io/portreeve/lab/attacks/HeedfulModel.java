package io.portreeve.lab.attacks;

import io.portreeve.lab.scene.LabFault;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A model that does what it reads, but for what the rule in its instructions marks as data: so it
 * goes by the marks, and by nothing else. It shows that they can be told, and not that any real
 * model does so.
 */
final class HeedfulModel {
  private static final Pattern LINES =
      Pattern.compile("data-begins (\\S+)\\n.*?\\ndata-ends \\1", Pattern.DOTALL);
  private static final Pattern WORDS = Pattern.compile("\\S*ˆ\\S*");
  private static final Pattern ENCODED = Pattern.compile("base64-[a-z0-9]+:[A-Za-z0-9+/=]+");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final String instructions;

  /**
   * A model that is told what a server says of itself.
   *
   * @param offer what {@code server/discover} answered
   */
  HeedfulModel(String offer) throws LabFault {
    this.instructions = result(offer).string("instructions").orElse("");
  }

  /** What it takes for orders of an answer to a call. */
  String obeys(String answer) throws LabFault {
    return obeyed(instructions, text(answer));
  }

  /** What a model that was told these rules takes for orders of a text. */
  static String obeyed(String rules, String text) {
    return BLANKS.matcher(without(rules, text)).replaceAll(" ");
  }

  private static String without(String rules, String text) {
    String left = text;
    if (rules.contains("`data-begins NONCE`")) {
      left = LINES.matcher(left).replaceAll("");
    }
    if (rules.contains("the sign ˆ")) {
      left = WORDS.matcher(left).replaceAll("");
    }
    if (rules.contains("is `base64-`")) {
      left = ENCODED.matcher(left).replaceAll("");
    }
    return left;
  }

  /** What a model is shown of an answer to a call. */
  static String text(String answer) throws LabFault {
    return result(answer).array("content").stream()
        .flatMap(JsonArray::stream)
        .flatMap(block -> ((JsonObject) block).string("text").stream())
        .findFirst()
        .orElse("");
  }

  private static JsonObject result(String answer) throws LabFault {
    byte[] body = answer.substring(answer.indexOf(' ') + 1).getBytes(StandardCharsets.UTF_8);
    try {
      return ((JsonObject) JsonReader.read(body, JsonLimits.defaults()))
          .object("result")
          .orElse(JsonObject.empty());
    } catch (JsonRefused unreadable) {
      throw new LabFault("an answer is not JSON", unreadable);
    }
  }
}
