package io.portreeve.controls.insecureresponsehandling;

import io.portreeve.controls.insecureresponsehandling.Shape.Members;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLeaves;
import io.portreeve.mcp.json.JsonLeaves.LeafRewriter;
import io.portreeve.mcp.json.JsonLeaves.LeafVisitor;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonPointer;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Shows a treatment every string of a server's message, as what it is: what a treatment is not
 * shown is not in the message, or plain where it {@linkplain Treatment#keepsPlain leaves that}.
 * Texts in blobs are shown as texts.
 */
public final class MessageWalk {
  /** The words of a schema that readers are shown. */
  private static final Set<String> TOLD = Set.of("title", "description", "$comment");

  private final Treatment treatment;

  MessageWalk(Treatment treatment) {
    this.treatment = treatment;
  }

  /** The message as the treatment leaves it; the same instance if nothing was changed. */
  public static ServerMessage of(ServerMessage message, Treatment treatment) {
    MessageWalk walk = new MessageWalk(treatment);
    return switch (message) {
      case Result result -> {
        JsonObject treated = walk.object(Shapes.RESULT, result.json());
        yield changed(result.json(), treated) ? result.withJson(treated) : result;
      }
      case Notification note -> {
        JsonObject treated = walk.object(Shapes.NOTIFICATION, note.params());
        yield changed(note.params(), treated) ? note.withParams(treated) : note;
      }
      case Failure failure -> walk.failure(failure);
    };
  }

  private Failure failure(Failure failure) {
    McpError error = failure.error();
    JsonPointer root = JsonPointer.root();
    String text = treatment.text(root.child("message"), error.message());
    Optional<Json> data = error.data().map(old -> walk(Shapes.ERROR, old, root.child("data")));
    McpError treated = new McpError(error.code(), text, data);
    return treated.equals(error) ? failure : new Failure(treated);
  }

  JsonObject object(Shape shape, JsonObject json) {
    // A treatment keeps the kind of a value: only strings become other strings.
    return (JsonObject) walk(shape, json, JsonPointer.root());
  }

  private Json walk(Shape shape, Json json, JsonPointer at) {
    return switch (shape) {
      case Shape.Text _ -> leaves(treatment::text, json, at);
      case Shape.Data _ -> leaves(treatment::data, json, at);
      case Shape.Address _ -> leaves(treatment::address, json, at);
      case Shape.Key _ -> shown(treatment::key, json, at);
      case Shape.Token _ -> shown(treatment::token, json, at);
      case Shape.Base64 _ -> blob(json, Optional.empty(), at);
      case Shape.Schema _ -> schema(json, at);
      case Shape.IconList _ -> icons(json, at);
      case Members members -> members(members, json, at);
    };
  }

  private Json members(Members members, Json json, JsonPointer at) {
    return switch (json) {
      case JsonObject object when members.strings(object) && stays(object) -> object;
      case JsonObject object -> object(members, object, at);
      case JsonArray array -> array(members, array, at);
      default -> leaves(treatment::text, json, at);
    };
  }

  private Json object(Members members, JsonObject object, JsonPointer at) {
    List<JsonMember> treated = new ArrayList<>(object.size());
    boolean changed = false;
    for (JsonMember member : object) {
      JsonPointer child = at.child(member.label());
      if (!members.known().containsKey(member.name())) {
        treatment.key(child, member.name());
      }
      Shape shape = members.of(member.name());
      Json value =
          shape instanceof Shape.Base64
              ? blob(member.value(), object.string("mimeType"), child)
              : walk(shape, member.value(), child);
      changed |= changed(member.value(), value);
      treated.add(new JsonMember(member.label(), value));
    }
    return changed ? JsonObject.of(treated) : object;
  }

  private Json array(Members members, JsonArray array, JsonPointer at) {
    List<Json> treated = new ArrayList<>(array.size());
    boolean changed = false;
    for (Json element : array) {
      Json value = members(members, element, at.child(treated.size()));
      changed |= changed(element, value);
      treated.add(value);
    }
    return changed ? JsonArray.of(treated) : array;
  }

  private Json blob(Json json, Optional<String> mimeType, JsonPointer at) {
    if (!(json instanceof JsonString string && Base64Text.valid(string.value()))) {
      return leaves(treatment::text, json, at);
    }
    return switch (BlobText.of(string.value(), mimeType)) {
      case BlobText.Content.Binary _ -> json;
      case BlobText.Content.Illegible _ -> {
        treatment.impossible("a text in a blob cannot be read");
        yield json;
      }
      case BlobText.Content.Legible readable -> {
        String text = treatment.text(at, readable.text());
        yield text.equals(readable.text()) ? json : JsonString.of(readable.encoded(text));
      }
    };
  }

  private Json schema(Json json, JsonPointer at) {
    LeafRewriter told =
        (pointer, text) ->
            TOLD.contains(pointer.token()) || pointer.toString().contains("/enumNames/")
                ? treatment.text(pointer, text)
                : text;
    return rewritten(leaves(treatment::data, json, at), at, told, (_, name) -> name);
  }

  /** What is not a list of icons is text like any other. */
  private Json icons(Json json, JsonPointer at) {
    return json instanceof JsonArray icons
        ? leaves(treatment::data, treatment.icons(at, icons), at)
        : leaves(treatment::text, json, at);
  }

  private Json leaves(LeafRewriter each, Json json, JsonPointer at) {
    return rewritten(json, at, each, each);
  }

  private Json rewritten(Json json, JsonPointer at, LeafRewriter values, LeafRewriter names) {
    if (stays(json)) {
      return json;
    }
    try {
      return JsonLeaves.rewriteStrings(json, at, values, names);
    } catch (JsonRefused refused) {
      treatment.impossible("two names became one");
      return json;
    }
  }

  /** Whether no string of it would be changed: most are not even decoded to know that. */
  private boolean stays(Json json) {
    return treatment.keepsPlain() && JsonLeaves.arePlain(json);
  }

  private Json shown(LeafVisitor each, Json json, JsonPointer at) {
    LeafRewriter same =
        (pointer, text) -> {
          each.visit(pointer, text);
          return text;
        };
    return leaves(same, json, at);
  }

  @SuppressWarnings("ReferenceEquality") // what nothing was changed in is the very same
  private static boolean changed(Json before, Json after) {
    return before != after;
  }
}
