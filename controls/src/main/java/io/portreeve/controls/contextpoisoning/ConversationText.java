package io.portreeve.controls.contextpoisoning;

import io.portreeve.guard.Confidentiality;
import io.portreeve.guard.Integrity;
import io.portreeve.guard.Label;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import io.portreeve.mcp.json.JsonString;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A conversation as JSON, whole: what is read again is what was written, label and all. What does
 * not read as one of ours is none; nothing is taken for a default, since every default here would
 * be a cleaner conversation.
 */
final class ConversationText {
  private static final long FORM = 1;

  private ConversationText() {}

  static JsonObject write(Draft draft) {
    JsonObjectBuilder text =
        JsonObject.builder()
            .put("form", FORM)
            .put("integrity", draft.label.integrity().name())
            .put("confidentiality", draft.label.confidentiality().name())
            .put("origins", texts(draft.label.origins()))
            .put("user", whole(draft.user.words().text()))
            .put("endorsed", rows(draft.endorsed, ConversationText::row))
            .put("distrusted", texts(draft.distrusted))
            .put("overheard", rows(draft.overheard, ConversationText::row))
            .put("trusted", rows(draft.trusted, ConversationText::row))
            .put("spoken", texts(draft.spoken.stream().map(Folded::text).toList()))
            .put("issued", rows(draft.issued, ConversationText::row))
            .put("granted", rows(draft.granted, ConversationText::row))
            .put("selected", rows(draft.selected, ConversationText::row))
            .put("doubted", texts(draft.doubted))
            .put("deaf", draft.deaf);
    draft.plan.ifPresent(plan -> text.put("plan", texts(plan)));
    return text.build();
  }

  /** Empty for what this build did not write. */
  static Optional<Draft> read(JsonObject text) {
    try {
      return text.integer("form").filter(form -> form == FORM).map(_ -> draft(text));
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ClassCastException not) {
      return Optional.empty();
    }
  }

  private static Draft draft(JsonObject text) {
    Draft draft = new Draft(words(string(text, "user")));
    draft.label =
        new Label(
            Integrity.valueOf(string(text, "integrity")),
            Confidentiality.valueOf(string(text, "confidentiality")),
            new HashSet<>(texts(array(text, "origins"))));
    draft.plan = text.get("plan").map(plan -> new LinkedHashSet<>(texts((JsonArray) plan)));
    draft.distrusted.addAll(texts(array(text, "distrusted")));
    draft.doubted.addAll(texts(array(text, "doubted")));
    texts(array(text, "spoken")).forEach(said -> draft.spoken.add(new Folded(said)));
    each(text, "endorsed").forEach(row -> draft.endorsed.add(endorsed(row)));
    each(text, "overheard").forEach(row -> draft.overheard.add(overheard(row)));
    each(text, "trusted").forEach(row -> draft.trusted.add(trusted(row, draft.spoken.size())));
    each(text, "issued").forEach(row -> draft.issued.add(id(row)));
    each(text, "granted").forEach(row -> draft.granted.add(id(row)));
    each(text, "selected").forEach(row -> draft.selected.add(field(row)));
    draft.deaf = text.bool("deaf").orElseThrow(IllegalArgumentException::new);
    return draft;
  }

  private static JsonArray row(Endorsed one) {
    return texts(List.of(one.server(), one.tool(), one.argument(), one.member(), one.text()));
  }

  private static Endorsed endorsed(JsonArray row) {
    return new Endorsed(at(row, 0), at(row, 1), at(row, 2), at(row, 3), at(row, 4));
  }

  private static JsonArray row(HeardWords one) {
    return texts(List.of(one.text(), one.server(), one.said()));
  }

  private static HeardWords overheard(JsonArray row) {
    return new HeardWords(at(row, 0), at(row, 1), at(row, 2));
  }

  private static JsonArray row(TrustedText one) {
    return JsonArray.of(
        JsonString.of(whole(one.words().words().text())),
        JsonNumber.of(one.said()),
        JsonString.of(whole(one.server())),
        JsonString.of(whole(one.call())));
  }

  private static TrustedText trusted(JsonArray row, int spoken) {
    int said = Math.toIntExact(((JsonNumber) row.get(1)).asLong().orElse(-1L));
    if (said < 0 || said > spoken) {
      throw new IllegalArgumentException("it was not all said yet");
    }
    return new TrustedText(words(at(row, 0)), said, at(row, 2), at(row, 3));
  }

  private static JsonArray row(Id one) {
    return JsonArray.of(JsonString.of(whole(one.text())), texts(one.kind().words()));
  }

  private static Id id(JsonArray row) {
    return new Id(at(row, 0), new Kind(texts((JsonArray) row.get(1))));
  }

  private static JsonArray row(Field one) {
    return texts(List.of(one.name(), one.value().text()));
  }

  private static Field field(JsonArray row) {
    return new Field(at(row, 0), new Folded(at(row, 1)));
  }

  /** They are folded already; folding them again would find nothing to do. */
  private static Words words(String folded) {
    return new Words(new Folded(folded));
  }

  private static JsonArray texts(Collection<String> all) {
    return JsonArray.ofStrings(all.stream().map(ConversationText::whole).toList());
  }

  private static List<String> texts(JsonArray all) {
    return all.stream().map(one -> ((JsonString) one).value()).toList();
  }

  private static <T> JsonArray rows(Collection<T> all, Function<T, JsonArray> row) {
    return JsonArray.of(all.stream().map(row).toList());
  }

  private static List<JsonArray> each(JsonObject text, String name) {
    return array(text, name).stream().map(row -> (JsonArray) row).toList();
  }

  private static JsonArray array(JsonObject text, String name) {
    return text.array(name).orElseThrow(IllegalArgumentException::new);
  }

  private static String string(JsonObject text, String name) {
    return text.string(name).orElseThrow(IllegalArgumentException::new);
  }

  private static String at(JsonArray row, int index) {
    Json one = row.get(index);
    return ((JsonString) one).value();
  }

  /** A text that was cut through the middle of a character ends before it. */
  private static String whole(String text) {
    int length = text.length();
    boolean cut = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
    return cut ? text.substring(0, length - 1) : text;
  }
}
