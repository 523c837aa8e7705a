package io.portreeve.gateway.child;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is started: a program with its arguments, never read by a shell.
 *
 * @param environment all that it gets besides {@code PATH}, {@code HOME} and {@code LANG}; values
 *     may be secret
 * @param directory where it runs; ours if empty
 */
public record ChildCommand(
    List<String> command, Map<String, String> environment, Optional<Path> directory) {
  private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG");

  public ChildCommand {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("a command needs a program");
    }
  }

  /** The same with more variables, which take the place of those of their names. */
  public ChildCommand with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new ChildCommand(command, all, directory);
  }

  /** The whole environment of the child, given ours. */
  Map<String, String> environment(Map<String, String> ours) {
    Map<String, String> whole = new HashMap<>();
    for (String name : INHERITED) {
      if (ours.containsKey(name)) {
        whole.put(name, ours.get(name));
      }
    }
    whole.putAll(environment);
    return whole;
  }

  /** The program and the names of the variables: arguments and values may be secret. */
  @Override
  public String toString() {
    return command.getFirst() + " " + environment.keySet();
  }
}
