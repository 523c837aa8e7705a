package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;

/**
 * What a command that serves tells its operator: lines for people, or an object for each event,
 * whose name and fields stay when words change.
 *
 * @param json whether a program reads it
 */
record EventLog(Terminal terminal, boolean json) {
  /** In the form that a configuration wants. */
  static EventLog of(Terminal terminal, Configuration right) {
    return new EventLog(terminal, JsonLines.isWanted(right));
  }

  /** Something happened as it should. */
  void info(String event, String text, JsonObject fields) {
    tell("INFO", event, text, fields);
  }

  /** Something happened that somebody has to look at. */
  void warning(String event, String text, JsonObject fields) {
    tell("WARNING", event, text, fields);
  }

  private void tell(String severity, String event, String text, JsonObject fields) {
    if (!json) {
      forPeople(List.of("portreeve: " + text));
      return;
    }
    JsonObject line = JsonLines.line(terminal.clock().instant(), severity, event, text);
    for (JsonMember field : fields) {
      line = line.with(field.name(), field.value());
    }
    terminal.err().println(JsonLines.shown(line));
    terminal.err().flush();
  }

  /** What a program finds among the fields of an event. */
  void forPeople(List<String> lines) {
    if (!json) {
      lines.forEach(terminal.err()::println);
      terminal.err().flush();
    }
  }
}
