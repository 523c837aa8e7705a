package io.portreeve.controls.contextpoisoning;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One object in a result: what it is called, its id, its fields.
 *
 * @param kind of what it is
 */
record Entry(JsonObject fields, Kind kind) {
  private static final Set<String> NAMES =
      Set.of("title", "filename", "file_name", "name", "subject");
  private static final int TELLING = 4;

  /**
   * Every object inside, the outer before the inner. They are what the tool lists; but one inside
   * an object with an id is what the member says that it stands in: the owner of a file is no file.
   */
  static List<Entry> in(Json json, String tool) {
    List<Entry> entries = new ArrayList<>();
    collect(json, Kind.listedBy(tool), entries);
    return List.copyOf(entries);
  }

  private static void collect(Json json, Kind kind, List<Entry> into) {
    if (json instanceof JsonArray array) {
      array.forEach(element -> collect(element, kind, into));
    } else if (json instanceof JsonObject object) {
      Entry entry = new Entry(object, kind);
      into.add(entry);
      boolean owns = entry.id().isPresent();
      object.forEach(
          member -> collect(member.value(), owns ? Kind.listedBy(member.name()) : kind, into));
    }
  }

  /** The id that it was issued; empty if it has none. */
  Optional<Id> id() {
    for (JsonMember member : fields) {
      if (Id.isPlainNameOfOne(member.name())) {
        if (member.value() instanceof JsonString text) {
          return Optional.of(new Id(text.value(), kind));
        } else if (member.value() instanceof JsonNumber number) {
          return Optional.of(new Id(number.literal(), kind));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether these words call it by its name, with or without its file extension. */
  boolean isNamedIn(Folded words) {
    for (JsonMember member : fields) {
      if (NAMES.contains(member.name().toLowerCase(Locale.ROOT))
          && member.value() instanceof JsonString name
          && called(name.value()).stream().anyMatch(words::names)) {
        return true;
      }
    }
    return false;
  }

  private static List<Folded> called(String name) {
    String bare = name.replaceFirst("\\.\\w{1,5}$", "");
    return List.of(name, bare, spoken(name), spoken(bare)).stream()
        .map(Folded::of)
        .filter(form -> form.text().length() >= TELLING)
        .toList();
  }

  private static String spoken(String name) {
    return name.replace('-', ' ').replace('_', ' ');
  }
}
