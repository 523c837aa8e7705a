package io.portreeve.gateway.store;

import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.mcp.json.CanonicalJson;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonRefused;
import java.nio.charset.StandardCharsets;

/**
 * A definition that a server shows, as pins know it. Whoever pins one and whoever looks one up make
 * it here: what is approved is found again only under the same name and by the same text.
 *
 * @param text what its versions are told apart by
 */
public record Sighted(PinName name, String text) {
  /** What is longer was written for no reader; its schema would not be evaluated either. */
  private static final int LONGEST = 256 * 1024;

  private static final int LONGEST_NAME = 4 * 1024;

  /** One of a server, by that server's own name for it. */
  public static Sighted of(String server, Kind kind, String name, Json definition) {
    return new Sighted(PinName.of(server, kind, name), text(definition));
  }

  /**
   * The canonical form of a definition. One with numbers beyond every double has none; its own
   * bytes stand in.
   */
  public static String text(Json definition) {
    try {
      return new String(CanonicalJson.bytes(definition), StandardCharsets.UTF_8);
    } catch (JsonRefused beyondDoubles) {
      return definition.toString();
    }
  }

  /** Whether anybody can read it; what nobody can is neither kept nor approved. */
  public boolean isReadable() {
    return text.length() <= LONGEST && name.name().length() <= LONGEST_NAME;
  }
}
