package io.portreeve.gateway.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a command did: how it ended, and what it wrote. */
record Ran(int code, String out, String err) {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  /** Runs the command line in a directory, without color, at a time that stands still. */
  static Ran in(Path directory, String... args) {
    return in(directory, Map.of(), args);
  }

  static Ran in(Path directory, Map<String, String> environment, String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var terminal =
        new Terminal(
            new PrintWriter(out),
            new PrintWriter(err),
            directory,
            name -> Optional.ofNullable(environment.get(name)),
            () -> NOW,
            false);
    int code = Portreeve.run(terminal, args);
    return new Ran(code, out.toString(), err.toString());
  }

  List<String> outLines() {
    return out.lines().toList();
  }

  List<String> errLines() {
    return err.lines().toList();
  }
}
