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

/** One object in a result: what it is called, its id, its fields. */
record Entry(JsonObject fields) {
  private static final Set<String> NAMES =
      Set.of("title", "filename", "file_name", "name", "subject");
  private static final int TELLING = 4;

  /** Every object inside, the outer before the inner. */
  static List<Entry> in(Json json) {
    List<Entry> entries = new ArrayList<>();
    collect(json, entries);
    return List.copyOf(entries);
  }

  private static void collect(Json json, List<Entry> into) {
    if (json instanceof JsonArray array) {
      array.forEach(element -> collect(element, into));
    } else if (json instanceof JsonObject object) {
      into.add(new Entry(object));
      object.forEach(member -> collect(member.value(), into));
    }
  }

  /** Its id, of the kind that the issuing tool and the names of its fields tell. */
  Optional<Id> id(String tool) {
    String about = (tool + " " + String.join(" ", laidOut())).toLowerCase(Locale.ROOT);
    for (JsonMember member : fields) {
      if (List.of("id", "id_", "_id", "uuid").contains(member.name().toLowerCase(Locale.ROOT))) {
        if (member.value() instanceof JsonString text) {
          return Optional.of(new Id(text.value(), about));
        } else if (member.value() instanceof JsonNumber number) {
          return Optional.of(new Id(number.literal(), about));
        }
      }
    }
    return Optional.empty();
  }

  /** The names of its fields, but for those that are data themselves, such as addresses. */
  private List<String> laidOut() {
    return fields.names().stream().filter(Scalar::isPlainName).toList();
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
