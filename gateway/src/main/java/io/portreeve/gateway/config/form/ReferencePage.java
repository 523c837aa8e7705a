package io.portreeve.gateway.config.form;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of a file as a page for people: one table for each section, made of what each key says
 * of itself.
 */
public final class ReferencePage {
  private final List<String> lines = new ArrayList<>();
  private final Set<Section<?>> shown = new LinkedHashSet<>();

  private ReferencePage() {}

  /** The page in Markdown. */
  public static String of(Section<?> section) {
    var page = new ReferencePage();
    page.section("", section);
    return String.join("\n", page.lines) + "\n";
  }

  private void section(String path, Section<?> section) {
    if (!shown.add(section)) {
      return;
    }
    lines.add("## " + (path.isEmpty() ? "The file" : "`" + path + "`: " + section.title()));
    lines.add("");
    lines.add("| key | value | default | what it does |");
    lines.add("|---|---|---|---|");
    section.keys().forEach(key -> lines.add(row(key)));
    lines.add("");
    section.keys().forEach(key -> inner(Node.member(path, key.name()), key.form()));
  }

  private static <V> String row(Key<?, V> key) {
    String value = key.form() instanceof Section<?> ? "a mapping of keys" : key.form().expects();
    String restart = key.fixed() ? " A new value needs a restart." : "";
    return "| `%s` | %s | %s | %s%s |"
        .formatted(key.name(), cell(value), absent(key), cell(key.says()), restart);
  }

  private static <V> String absent(Key<?, V> key) {
    if (key.absent().isEmpty()) {
      return "must be given";
    }
    Optional<Object> value = Schemas.shownDefault(key);
    return value.map(shown -> "`" + cell(JsonText.line(shown)) + "`").orElse("–");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private void inner(String path, Form<?> form) {
    if (form instanceof Section<?> section) {
      section(path, section);
      return;
    }
    String next =
        switch (form) {
          case Items<?> _ -> path + "[]";
          case Entries<?> _ -> path + ".<name>";
          default -> path;
        };
    form.parts().forEach(part -> inner(next, part));
  }
}
