package io.portreeve.controls.insecureresponsehandling;

import io.portreeve.controls.text.Encoded;
import io.portreeve.controls.text.SinkEncoder;
import io.portreeve.guard.Change;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cleaning of one message: what it changed, and why it may have to refuse; confined to it. */
final class Cleaning implements Treatment {
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

  @Override
  public String text(JsonPointer at, String text) {
    return encode(encoders.text(), text, at);
  }

  @Override
  public String data(JsonPointer at, String text) {
    return encode(encoders.characters(), text, at);
  }

  /** A key for readers and pages, a text for every other sink that would act on it. */
  @Override
  public String address(JsonPointer at, String text) {
    if (encoders.grammar()) {
      return text(at, text);
    }
    key(at, text);
    return text;
  }

  @Override
  public void key(JsonPointer at, String text) {
    if (encoders.key().encode(text).changes(text)) {
      impossible("a name, address or token holds what would have to be changed");
    }
  }

  @Override
  public void token(JsonPointer at, String text) {
    key(at, text);
  }

  @Override
  public JsonArray icons(JsonPointer at, JsonArray icons) {
    List<Json> safe = icons.stream().filter(Icons::safe).toList();
    if (safe.size() == icons.size()) {
      return icons;
    }
    changes.add(new Change(at.toString(), "unsafe-icon", icons.size() - safe.size()));
    return JsonArray.of(safe);
  }

  @Override
  public boolean keepsPlain() {
    return encoders.keepPlain();
  }

  @Override
  public void impossible(String why) {
    danger = danger.or(() -> Optional.of(why));
  }

  private String encode(SinkEncoder encoder, String text, JsonPointer at) {
    Encoded encoded = encoder.encode(text);
    if (encoded.changes(text)) {
      changes.addAll(encoded.at(at.toString()));
    }
    return encoded.text();
  }
}
