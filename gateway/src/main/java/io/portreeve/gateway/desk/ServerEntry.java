package io.portreeve.gateway.desk;

import io.portreeve.gateway.desk.jsonc.JsoncValue.ObjectValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A server as a client's file has it.
 *
 * @param at the names that lead to it from the root of the file
 * @param base where its client starts it, as far as the place of the file tells
 * @param project the folder that the client puts in place of {@code ${workspaceFolder}}; empty
 *     where the file is good for all windows, each of which has another
 */
public record ServerEntry(List<String> at, ObjectValue value, Path base, Optional<Path> project) {
  public ServerEntry {
    at = List.copyOf(at);
  }

  /** What its client calls it. */
  public String name() {
    return at.getLast();
  }
}
