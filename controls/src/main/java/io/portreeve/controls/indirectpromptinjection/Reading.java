package io.portreeve.controls.indirectpromptinjection;

import io.portreeve.controls.text.Encoded;
import io.portreeve.controls.text.TextFlaw;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLeaves;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that a message says, as words: each of its texts, one after the other, so that an order that
 * is spread over several is still one; and what they say besides in a {@linkplain Guises guise}.
 * Text that is JSON itself is read text by text.
 *
 * @param folded the texts that are seen, a blank between each two
 * @param ends where each of them ends
 * @param guises what else they say, folded likewise
 * @param texts all of that as it was written, for whoever goes by more than words
 * @param curtailed whether it holds what would be many times as long as the text, and was not read
 */
public record Reading(
    String folded, List<Integer> ends, List<String> guises, List<String> texts, boolean curtailed) {
  private static final JsonLimits LIMITS = JsonLimits.defaults();
  private static final int DEEPEST = 3;

  public Reading {
    ends = List.copyOf(ends);
    guises = List.copyOf(guises);
    texts = List.copyOf(texts);
  }

  /** Of everything in {@code json}, names of members included. */
  public static Reading of(Json json) {
    Reader reader = new Reader();
    reader.read(json, DEEPEST);
    return reader.reading();
  }

  /** Of one text. */
  public static Reading of(String text) {
    Reader reader = new Reader();
    reader.read(text, DEEPEST);
    return reader.reading();
  }

  private static final class Reader {
    private final StringBuilder folded = new StringBuilder();
    private final List<Integer> ends = new ArrayList<>();
    private final List<String> guises = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private boolean curtailed;

    Reading reading() {
      return new Reading(folded.toString(), ends, guises, texts, curtailed);
    }

    void read(Json json, int depth) {
      JsonLeaves.LeafVisitor each = (_, text) -> read(text, depth);
      JsonLeaves.forEachString(json, each, each);
    }

    void read(String text, int depth) {
      Optional<Json> inside = depth > 1 ? json(text) : Optional.empty();
      if (inside.isPresent()) {
        read(inside.get(), depth - 1);
      } else {
        Encoded seen = Guises.visible(text);
        curtailed |= seen.found().containsKey(TextFlaw.PHRASE_RUN);
        add(Folding.of(seen.text()));
        texts.add(seen.text());
        for (String guise : Guises.of(text, seen)) {
          guises.add(Folding.of(guise));
          texts.add(guise);
        }
      }
    }

    private void add(String words) {
      if (!words.isEmpty()) {
        folded.append(folded.isEmpty() ? "" : " ").append(words);
        ends.add(folded.length());
      }
    }
  }

  private static Optional<Json> json(String text) {
    String bare = text.strip();
    if (!bare.startsWith("{") && !bare.startsWith("[")) {
      return Optional.empty();
    }
    try {
      Json json = JsonReader.read(bare.getBytes(StandardCharsets.UTF_8), LIMITS);
      return json instanceof JsonObject || json instanceof JsonArray
          ? Optional.of(json)
          : Optional.empty();
    } catch (JsonRefused notJson) {
      return Optional.empty();
    }
  }
}
