package io.portreeve.controls.insecureresponsehandling;

import io.portreeve.controls.insecureresponsehandling.Shape.Members;
import io.portreeve.controls.text.Encoded;
import io.portreeve.controls.text.SinkEncoder;
import io.portreeve.guard.Change;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLeaves;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonPointer;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cleaning of one message: what it changed, and why it may have to refuse; confined to it. */
final class Cleaning {
  private final SinkEncoders encoders;
  private final List<Change> changes = new ArrayList<>();
  private Optional<String> danger = Optional.empty();

  Cleaning(SinkEncoders encoders) {
    this.encoders = encoders;
  }

  /** What was changed, in the order of the message. */
  List<Change> changes() {
    return List.copyOf(changes);
  }

  /** Why the message cannot be made harmless; holds no text of the server. */
  Optional<String> danger() {
    return danger;
  }

  /** {@code json}, cleaned; the same instance if there was nothing to clean. */
  Json clean(Shape shape, Json json, JsonPointer at) {
    return switch (shape) {
      case Shape.Text _ -> leaves(encoders.text(), json, at);
      case Shape.Data _ -> leaves(encoders.characters(), json, at);
      case Shape.Key _ -> keys(json);
      case Shape.Base64 _ ->
          json instanceof JsonString string && Base64Text.valid(string.value())
              ? json
              : leaves(encoders.text(), json, at);
      case Members members -> members(members, json, at);
    };
  }

  JsonObject cleanObject(Shape shape, JsonObject json) {
    // Cleaning keeps the kind of a value: only strings become other strings.
    return (JsonObject) clean(shape, json, JsonPointer.root());
  }

  private Json members(Members members, Json json, JsonPointer at) {
    return switch (json) {
      case JsonObject object -> object(members, object, at);
      case JsonArray array -> array(members, array, at);
      default -> leaves(encoders.text(), json, at);
    };
  }

  private Json object(Members members, JsonObject object, JsonPointer at) {
    List<JsonMember> cleaned = new ArrayList<>(object.size());
    int before = changes.size();
    for (JsonMember member : object) {
      JsonPointer child = at.child(member.name());
      if (!members.known().containsKey(member.name())) {
        key(member.name());
      }
      Json value = clean(members.of(member.name()), member.value(), child);
      cleaned.add(new JsonMember(member.label(), value));
    }
    return changes.size() > before ? JsonObject.of(cleaned) : object;
  }

  private Json array(Members members, JsonArray array, JsonPointer at) {
    List<Json> cleaned = new ArrayList<>(array.size());
    int before = changes.size();
    for (Json element : array) {
      Json value = members(members, element, at.child(cleaned.size()));
      cleaned.add(value);
    }
    return changes.size() > before ? JsonArray.of(cleaned) : array;
  }

  private Json leaves(SinkEncoder encoder, Json json, JsonPointer at) {
    JsonLeaves.LeafRewriter rewriter =
        (pointer, text) -> {
          Encoded encoded = encoder.encode(text);
          if (encoded.changes(text)) {
            changes.addAll(encoded.at(at.toString() + pointer));
          }
          return encoded.text();
        };
    try {
      return JsonLeaves.rewriteStrings(json, rewriter, rewriter);
    } catch (JsonRefused refused) {
      refuse("two names became one");
      return json;
    }
  }

  private Json keys(Json json) {
    JsonLeaves.forEachString(json, (_, text) -> key(text), (_, text) -> key(text));
    return json;
  }

  private void key(String text) {
    if (encoders.key().encode(text).changes(text)) {
      refuse("a name, address or token holds what would have to be changed");
    }
  }

  private void refuse(String why) {
    danger = danger.or(() -> Optional.of(why));
  }
}
