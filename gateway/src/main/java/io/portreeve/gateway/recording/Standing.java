package io.portreeve.gateway.recording;

import io.portreeve.gateway.keeping.InstantText;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What rules may ask of a sender beside his name, as a decision has it on record: with it the same
 * message can be judged again by other rules. A record without {@code authentication} was written
 * by a version that recorded none of this.
 */
final class Standing {
  /** An issuer may name any number of groups; more than this is recorded as a number. */
  private static final int MOST_CHARACTERS = 8 * 1024;

  private final InstantText times = new InstantText();

  void of(Exchange exchange, JsonObjectWriter fields) {
    Principal sender = exchange.principal();
    fields.put("authentication", sender.authentication().wire()).put("at", times.of(exchange.at()));
    put("roles", sender.roles(), fields);
    put("groups", sender.groups(), fields);
    put("scopes", sender.scopes(), fields);
  }

  /** None are left out, which is most of them. */
  private static void put(String name, Set<String> values, JsonObjectWriter fields) {
    if (values.isEmpty()) {
      return;
    }
    if (characters(values) > MOST_CHARACTERS) {
      fields.put(name, JsonObject.of("too-many", JsonNumber.of(values.size())));
    } else {
      fields.put(name, JsonArray.ofStrings(List.copyOf(new TreeSet<>(values))));
    }
  }

  private static int characters(Set<String> values) {
    int characters = 0;
    for (String value : values) {
      characters += value.length() + 3;
    }
    return characters;
  }
}
