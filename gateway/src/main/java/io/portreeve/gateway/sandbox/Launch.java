package io.portreeve.gateway.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be started, and within what; as the arguments of {@link Confine}, by which it leaves
 * the gateway's process.
 *
 * @param mark by which its processes are known
 * @param watcher where somebody waits to be handed the calls that are watched; empty: nobody does
 * @param command a program and its arguments
 */
record Launch(
    Grants grants, Bounds bounds, Mark mark, Optional<Path> watcher, List<String> command) {
  private static final String END = "--";

  Launch {
    command = List.copyOf(command);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("a command needs a program");
    }
  }

  List<String> arguments() {
    return Stream.of(
            grants.reads().stream().map(path -> "read=" + path),
            grants.writes().stream().map(path -> "write=" + path),
            watcher.stream().map(path -> "watcher=" + path),
            Stream.of(
                "network=" + text(grants.network()),
                "memory=" + bounds.memory(),
                "open-files=" + bounds.openFiles(),
                "file-size=" + bounds.fileSize(),
                "folder=" + bounds.folder(),
                "processes=" + bounds.processes(),
                "seconds=" + bounds.seconds(),
                "mark=" + mark.number(),
                END),
            command.stream())
        .flatMap(words -> words)
        .toList();
  }

  /**
   * Reads what {@link #arguments} wrote.
   *
   * @throws IllegalArgumentException if it did not write that
   */
  static Launch read(List<String> arguments) {
    int end = arguments.indexOf(END);
    if (end < 0) {
      throw new IllegalArgumentException("no command");
    }
    List<String> head = arguments.subList(0, end);
    Grants grants =
        new Grants(
            paths(head, "read="),
            paths(head, "write="),
            network(values(head, "network=").getFirst()));
    Bounds bounds =
        new Bounds(
            number(head, "memory="),
            number(head, "open-files="),
            number(head, "file-size="),
            number(head, "folder="),
            number(head, "processes="),
            number(head, "seconds="));
    return new Launch(
        grants,
        bounds,
        new Mark(number(head, "mark=")),
        paths(head, "watcher=").stream().findFirst(),
        arguments.subList(end + 1, arguments.size()));
  }

  private static List<Path> paths(List<String> head, String key) {
    return values(head, key).stream().map(Path::of).toList();
  }

  private static long number(List<String> head, String key) {
    return Long.parseLong(values(head, key).getFirst());
  }

  private static List<String> values(List<String> head, String key) {
    List<String> values = new ArrayList<>();
    for (String word : head) {
      if (word.startsWith(key)) {
        values.add(word.substring(key.length()));
      }
    }
    return values;
  }

  private static String text(Network network) {
    return switch (network) {
      case Network.None _ -> "none";
      case Network.OnePort(int port) -> Integer.toString(port);
      case Network.Open _ -> "open";
    };
  }

  private static Network network(String text) {
    return switch (text) {
      case "none" -> new Network.None();
      case "open" -> new Network.Open();
      default -> new Network.OnePort(Integer.parseInt(text));
    };
  }
}
