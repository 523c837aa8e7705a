package io.portreeve.gateway.desk;

import io.portreeve.gateway.desk.jsonc.JsoncValue.ObjectValue;
import java.nio.file.Path;
import java.util.List;

/**
 * A server as a client's file has it.
 *
 * @param at the names that lead to it from the root of the file
 * @param base where its client starts it, as far as the place of the file tells
 */
public record ServerEntry(List<String> at, ObjectValue value, Path base) {
  public ServerEntry {
    at = List.copyOf(at);
  }

  /** What its client calls it. */
  public String name() {
    return at.getLast();
  }
}
