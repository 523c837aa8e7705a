package io.portreeve.agent.tools;

import io.portreeve.controls.contextpoisoning.HostMark;
import io.portreeve.guard.Confidentiality;
import io.portreeve.guard.Integrity;
import io.portreeve.guard.Label;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What host and gateway tell each other of a conversation, in {@code _meta} of every message. */
final class HostWords {
  private HostWords() {}

  /**
   * That a conversation begins; {@code read}: and that more was read in it than the gateway knows.
   */
  static JsonObject beginning(String said, boolean read) {
    JsonObject begins = JsonObject.empty().with("begin", true).with("said", said);
    return JsonObject.of(HostMark.KEY, read ? begins.with("read", true) : begins);
  }

  /** That something belongs to a conversation, and what its user wrote and the model planned. */
  static JsonObject of(Belonging belonging) {
    if (belonging.handle().isEmpty()) {
      return JsonObject.empty();
    }
    JsonObject words = JsonObject.empty().with("handle", belonging.handle().get());
    if (!belonging.said().isEmpty()) {
      words = words.with("said", belonging.said());
    }
    if (belonging.plan().isPresent()) {
      words =
          words.with(
              "plan", JsonArray.ofStrings(belonging.plan().get().stream().sorted().toList()));
    }
    return JsonObject.of(HostMark.KEY, words);
  }

  static Begun begun(JsonObject result) {
    JsonObject told = told(result);
    return new Begun(told.string("handle"), told.bool("planned").orElse(false));
  }

  static Optional<Label> heard(JsonObject result) {
    return told(result).object("heard").flatMap(HostWords::label);
  }

  private static Optional<Label> label(JsonObject heard) {
    boolean trusted = heard.string("integrity").filter("trusted"::equals).isPresent();
    boolean open = heard.string("confidentiality").filter("public"::equals).isPresent();
    Set<String> origins =
        heard.array("origins").stream()
            .flatMap(JsonArray::stream)
            .filter(JsonString.class::isInstance)
            .map(origin -> ((JsonString) origin).value())
            .collect(Collectors.toSet());
    return Optional.of(
        new Label(
            trusted ? Integrity.TRUSTED : Integrity.UNTRUSTED,
            open ? Confidentiality.PUBLIC : Confidentiality.PRIVATE,
            origins));
  }

  private static JsonObject told(JsonObject result) {
    return result
        .object(MetaKeys.META)
        .flatMap(meta -> meta.object(HostMark.KEY))
        .orElse(JsonObject.empty());
  }
}
