package io.portreeve.gateway.config.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON Schema of sections, for editors that complete and check while one types. */
final class Schemas {
  private Schemas() {}

  static <R> Map<String, Object> section(Section<R> section) {
    var properties = new LinkedHashMap<String, Object>();
    var required = new ArrayList<String>();
    for (Key<R, ?> key : section.keys()) {
      properties.put(key.name(), property(key));
      if (key.absent().isEmpty()) {
        required.add(key.name());
      }
    }
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", List.copyOf(required));
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private static <V> Map<String, Object> property(Key<?, V> key) {
    var property = new LinkedHashMap<String, Object>();
    property.put("description", key.says());
    shownDefault(key).ifPresent(value -> property.put("default", value));
    property.putAll(key.form().schema());
    return property;
  }

  /** The default as the file would say it; nothing for a section, whose keys say their own. */
  static <V> Optional<Object> shownDefault(Key<?, V> key) {
    return key.form() instanceof Section<?>
        ? Optional.empty()
        : key.absent()
            .map(absent -> absent.get())
            .filter(value -> !value.equals(Optional.empty()))
            .map(key.form()::write);
  }
}
