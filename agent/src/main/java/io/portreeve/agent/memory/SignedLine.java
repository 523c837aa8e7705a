package io.portreeve.agent.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.guard.Confidentiality;
import io.portreeve.guard.Integrity;
import io.portreeve.guard.Label;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.json.JsonString;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** A signed entry as a line of JSON. Whose memory it is in does not stand there, but is signed. */
final class SignedLine {
  private static final Set<String> MEMBERS =
      Set.of(
          "key",
          "sequence",
          "previous",
          "first",
          "origin",
          "integrity",
          "confidentiality",
          "origins",
          "content",
          "mac");

  private SignedLine() {}

  static String of(Signed signed) {
    Label label = signed.entry().label();
    return JsonObject.empty()
        .with("key", signed.key())
        .with("sequence", signed.sequence())
        .with("previous", signed.previous())
        .with("first", signed.first())
        .with("origin", signed.entry().origin())
        .with("integrity", label.integrity().name())
        .with("confidentiality", label.confidentiality().name())
        .with("origins", JsonArray.ofStrings(List.copyOf(label.origins())))
        .with("content", signed.entry().content())
        .with("mac", signed.mac())
        .toString();
  }

  /** Empty: it is no such line. */
  static Optional<Signed> read(String line) {
    try {
      return JsonReader.read(line.getBytes(UTF_8), JsonLimits.defaults()) instanceof JsonObject json
          ? Optional.of(signed(json))
          : Optional.empty();
    } catch (JsonRefused | NoSuchElementException | IllegalArgumentException other) {
      return Optional.empty();
    }
  }

  /** A member that nobody signed would be believed by whoever reads the file with other eyes. */
  private static Signed signed(JsonObject json) {
    if (!MEMBERS.equals(new HashSet<>(json.names()))) {
      throw new NoSuchElementException();
    }
    Entry entry =
        new Entry(
            text(json, "origin"),
            new Label(
                Integrity.valueOf(text(json, "integrity")),
                Confidentiality.valueOf(text(json, "confidentiality")),
                origins(json.array("origins").orElseThrow())),
            json.object("content").orElseThrow());
    return new Signed(
        text(json, "key"),
        json.integer("sequence").orElseThrow(),
        text(json, "previous"),
        json.integer("first").orElseThrow(),
        entry,
        text(json, "mac"));
  }

  private static Set<String> origins(JsonArray array) {
    Set<String> origins = new HashSet<>();
    array.forEach(one -> {
      if (!(one instanceof JsonString name) || !origins.add(name.value())) {
        throw new NoSuchElementException();
      }
    });
    return origins;
  }

  private static String text(JsonObject json, String name) {
    return json.string(name).orElseThrow();
  }
}
