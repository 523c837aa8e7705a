package io.portreeve.gateway.config.form;

import io.portreeve.mcp.json.JsonString;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes what {@link Form#write} and {@link Form#schema} give as JSON that people can read. */
public final class JsonText {
  private static final int SHORT = 96;

  private final StringBuilder out = new StringBuilder();

  private JsonText() {}

  /** The value on several lines, indented by two spaces; what is short stays on one line. */
  public static String of(Object value) {
    var text = new JsonText();
    text.value(value, "");
    return text.out.append('\n').toString();
  }

  private void value(Object value, String indent) {
    String line = line(value);
    boolean nested = value instanceof Map<?, ?> || value instanceof List<?>;
    if (!nested || (indent.length() + line.length() <= SHORT && !line.contains("{\""))) {
      out.append(line);
    } else if (value instanceof Map<?, ?> map) {
      members(map, indent + "  ");
      out.append('\n').append(indent).append('}');
    } else {
      items((List<?>) value, indent + "  ");
      out.append('\n').append(indent).append(']');
    }
  }

  private void members(Map<?, ?> map, String indent) {
    String before = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(before).append('\n').append(indent);
      out.append(line(entry.getKey())).append(": ");
      value(entry.getValue(), indent);
      before = ",";
    }
  }

  private void items(List<?> items, String indent) {
    String before = "[";
    for (Object item : items) {
      out.append(before).append('\n').append(indent);
      value(item, indent);
      before = ",";
    }
  }

  /** The value on one line. */
  static String line(Object value) {
    return switch (value) {
      case String text -> JsonString.of(text).toString();
      case Map<?, ?> map -> {
        var line = new StringBuilder("{");
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
          Map.Entry<?, ?> entry = entries.next();
          line.append(line(entry.getKey())).append(": ").append(line(entry.getValue()));
          line.append(entries.hasNext() ? ", " : "");
        }
        yield line.append('}').toString();
      }
      case List<?> list ->
          "[" + String.join(", ", list.stream().map(JsonText::line).toList()) + "]";
      default -> String.valueOf(value);
    };
  }
}
