package io.portreeve.controls.insecureresponsehandling;

import io.portreeve.mcp.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How the strings of one part of a message are treated. */
sealed interface Shape {
  /** Text for the sinks, whatever JSON it stands in; names of members included. */
  record Text() implements Shape {}

  /** Data that no sink acts on: only hidden characters and controls are treated. */
  record Data() implements Shape {}

  /** A name or address that others compare: unchanged, or the message is refused. */
  record Key() implements Shape {}

  /** What only its writer reads: unchanged, or the message is refused. */
  record Token() implements Shape {}

  /** An address: a key for readers and pages, a text for every other sink that would act on it. */
  record Address() implements Shape {}

  /** Base64, cleaned as the text that it holds, if it holds one; what is not base64 is text. */
  record Base64() implements Shape {}

  /** A JSON Schema: data, but for what it says to readers. */
  record Schema() implements Shape {}

  /** A list of icons: those that are not safe to show are left out. */
  record IconList() implements Shape {}

  /** An object, or an array of such, by the names of its members; what is no object is text. */
  record Members(Map<String, Shape> known, Shape others, Set<String> more) implements Shape {
    /**
     * Such an object.
     *
     * @param known the members with a shape of their own
     * @param others the shape of all others
     */
    Members(Map<String, Shape> known, Shape others) {
      this(known, others, more(known));
    }

    Shape of(String name) {
      return known.getOrDefault(name, others);
    }

    /** Whether nothing but the very strings of such an object is treated. */
    boolean strings(JsonObject object) {
      return others.strings() && !hasMore(object);
    }

    // no stream: asked of every object of every answer
    private boolean hasMore(JsonObject object) {
      for (String name : more) {
        if (object.has(name)) {
          return true;
        }
      }
      return false;
    }

    private static Set<String> more(Map<String, Shape> known) {
      return known.entrySet().stream()
          .filter(member -> !member.getValue().strings())
          .map(Map.Entry::getKey)
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /** Whether nothing but the very strings that stand there is treated, whatever stands there. */
  default boolean strings() {
    return switch (this) {
      case Text _, Data _, Key _, Token _, Address _, Schema _ -> true;
      case Base64 _, IconList _, Members _ -> false;
    };
  }
}
