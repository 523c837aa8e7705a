package io.portreeve.gateway.webhook;

import io.portreeve.controls.sensitive.Found;
import io.portreeve.controls.sensitive.Group;
import io.portreeve.controls.sensitive.SensitiveText;
import io.portreeve.controls.sensitive.Wanted;
import io.portreeve.gateway.recording.Redaction;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import io.portreeve.mcp.json.JsonString;
import java.util.List;

/**
 * Whole values but for the secrets in them, which get the placeholders of redaction: who approves
 * has to see what is sent, and nobody who reads along has to be able to use it.
 */
record WithoutSecrets(SensitiveText known) {
  private static final Wanted SECRETS = Wanted.of(Group.SECRETS);

  /** A text that does not come to rest is replaced as a whole. */
  private static final int ROUNDS = 6;

  /** Only where somebody is told of whole values are the rules for secrets in memory. */
  static Redaction in(Redaction redaction) {
    return redaction.word().equals(Redaction.FULL)
        ? new Redaction(Redaction.FULL, new WithoutSecrets(SensitiveText.shipped())::of)
        : redaction;
  }

  private Json of(Json value) {
    return of("", value);
  }

  /** The items of a list are what the list is called. */
  private Json of(String name, Json value) {
    return switch (value) {
      case JsonString text -> JsonString.of(text(name, text.value()));
      case JsonArray items -> items.map(item -> of(name, item));
      case JsonObject object -> object(object);
      case JsonNumber _, JsonBoolean _, JsonNull _ -> value;
    };
  }

  /** Names may hold a secret, too; two that are alike without it have one place. */
  private JsonObject object(JsonObject object) {
    JsonObjectBuilder rest = JsonObject.builder();
    for (JsonMember member : object) {
      rest.put(text("", member.name()), of(member.name(), member.value()));
    }
    return rest.build();
  }

  /** What stood right beside a secret may show only once that is gone. */
  private String text(String name, String text) {
    String rest = text;
    List<Found> found = known.in(name, rest, SECRETS);
    for (int round = 1; round < ROUNDS && !found.isEmpty(); round++) {
      rest = SensitiveText.redacted(rest, found);
      found = known.in(name, rest, SECRETS);
    }
    return found.isEmpty() ? rest : found.getFirst().kind().placeholder();
  }
}
