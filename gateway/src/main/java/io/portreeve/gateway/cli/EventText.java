package io.portreeve.gateway.cli;

import io.portreeve.mcp.json.Excerpt;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What an event of the gateway says besides its name, whatever kind of event it is. */
final class EventText {
  /** More of one member is for a reader of the whole record. */
  private static final int LONGEST = 400;

  private EventText() {}

  /** Every member that says something, by name; empty if there is none. */
  static String of(JsonObject fields) {
    return StreamSupport.stream(fields.without("event").spliterator(), false)
        .filter(member -> !text(member.value()).isEmpty())
        .map(EventText::named)
        .collect(Collectors.joining("; "));
  }

  private static String named(JsonMember member) {
    String text = text(member.value());
    return member.name()
        + ": "
        + (text.length() <= LONGEST ? text : Excerpt.of(text, LONGEST) + "…");
  }

  private static String text(Json value) {
    return switch (value) {
      case JsonString said -> said.value();
      case JsonArray several ->
          StreamSupport.stream(several.spliterator(), false)
              .map(EventText::text)
              .collect(Collectors.joining(", "));
      default -> value.toString();
    };
  }
}
