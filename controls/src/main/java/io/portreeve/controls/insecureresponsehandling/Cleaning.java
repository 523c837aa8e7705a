package io.portreeve.controls.insecureresponsehandling;

import io.portreeve.controls.insecureresponsehandling.Shape.Members;
import io.portreeve.controls.text.Encoded;
import io.portreeve.controls.text.SinkEncoder;
import io.portreeve.guard.Change;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLeaves;
import io.portreeve.mcp.json.JsonLeaves.LeafRewriter;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonPointer;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The cleaning of one message: what it changed, and why it may have to refuse; confined to it. */
final class Cleaning {
  /** The words of a schema that readers are shown. */
  private static final Set<String> TOLD = Set.of("title", "description", "$comment");

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
      case Shape.Address _ -> encoders.grammar() ? leaves(encoders.text(), json, at) : keys(json);
      case Shape.Base64 _ -> blob(json, Optional.empty(), at);
      case Shape.Schema _ -> schema(json, at);
      case Shape.IconList _ -> icons(json, at);
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
      JsonPointer child = at.child(member.label());
      if (!members.known().containsKey(member.name())) {
        key(member.name());
      }
      Shape shape = members.of(member.name());
      Json value =
          shape instanceof Shape.Base64
              ? blob(member.value(), object.string("mimeType"), child)
              : clean(shape, member.value(), child);
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

  private Json blob(Json json, Optional<String> mimeType, JsonPointer at) {
    if (!(json instanceof JsonString string && Base64Text.valid(string.value()))) {
      return leaves(encoders.text(), json, at);
    }
    return switch (BlobText.of(string.value(), mimeType)) {
      case BlobText.Content.Binary _ -> json;
      case BlobText.Content.Illegible _ -> {
        refuse("a text in a blob cannot be read");
        yield json;
      }
      case BlobText.Content.Legible readable -> {
        String clean = encode(encoders.text(), readable.text(), at);
        yield clean.equals(readable.text()) ? json : JsonString.of(readable.encoded(clean));
      }
    };
  }

  private Json schema(Json json, JsonPointer at) {
    LeafRewriter told =
        (pointer, text) ->
            TOLD.contains(pointer.token()) || pointer.toString().contains("/enumNames/")
                ? encode(encoders.text(), text, pointer)
                : text;
    return rewritten(leaves(encoders.characters(), json, at), at, told, (_, name) -> name);
  }

  /** What is not a list of icons is text like any other. */
  private Json icons(Json json, JsonPointer at) {
    if (!(json instanceof JsonArray array)) {
      return leaves(encoders.text(), json, at);
    }
    List<Json> safe = array.stream().filter(Icons::safe).toList();
    if (safe.size() == array.size()) {
      return leaves(encoders.characters(), json, at);
    }
    changes.add(new Change(at.toString(), "unsafe-icon", array.size() - safe.size()));
    return leaves(encoders.characters(), JsonArray.of(safe), at);
  }

  private String encode(SinkEncoder encoder, String text, JsonPointer at) {
    Encoded encoded = encoder.encode(text);
    if (encoded.changes(text)) {
      changes.addAll(encoded.at(at.toString()));
    }
    return encoded.text();
  }

  private Json leaves(SinkEncoder encoder, Json json, JsonPointer at) {
    LeafRewriter clean = (pointer, text) -> encode(encoder, text, pointer);
    return rewritten(json, at, clean, clean);
  }

  private Json rewritten(Json json, JsonPointer at, LeafRewriter values, LeafRewriter names) {
    try {
      return JsonLeaves.rewriteStrings(json, at, values, names);
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
