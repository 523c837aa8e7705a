package io.portreeve.gateway.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a command did: how it ended, and what it wrote. */
public record Ran(int code, String out, String err) {
  /** Stands among the variables for the user whose process it is, which is root without it. */
  static final String OWNER = "the owner of the process";

  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  /** Runs the command line in a directory, without color, at a time that stands still. */
  public static Ran in(Path directory, String... args) {
    return in(directory, Map.of(), args);
  }

  static Ran in(Path directory, Map<String, String> environment, String... args) {
    Endurance unexpected =
        _ -> {
          throw new IllegalStateException("nothing was to be started");
        };
    return in(directory, environment, unexpected, args);
  }

  static Ran in(
      Path directory, Map<String, String> environment, Endurance endurance, String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code = Portreeve.run(terminal(out, err, directory, environment), endurance, _ -> {}, args);
    return new Ran(code, out.toString(), err.toString());
  }

  /** Runs a command on a screen of this width. */
  static Ran onScreen(int width, Path directory, String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    Terminal endless = terminal(out, err, directory, Map.of());
    Terminal terminal =
        new Terminal(
            endless.in(),
            endless.bytes(),
            endless.out(),
            endless.err(),
            directory,
            endless.environment(),
            endless.owner(),
            endless.clock(),
            endless.commands(),
            width,
            false);
    int code = Portreeve.run(terminal, _ -> {}, _ -> {}, args);
    return new Ran(code, out.toString(), err.toString());
  }

  /** Runs a command that reads and writes bytes; its answer is what it wrote as bytes. */
  static Ran speaking(Path directory, String input, String... args) {
    var bytes = new ByteArrayOutputStream();
    var err = new StringWriter();
    Terminal silent = terminal(new StringWriter(), err, directory, Map.of());
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            bytes,
            silent.out(),
            silent.err(),
            directory,
            silent.environment(),
            silent.owner(),
            silent.clock(),
            new Typed("portreeve", Optional.empty()),
            Integer.MAX_VALUE,
            false);
    int code = Portreeve.run(terminal, _ -> {}, _ -> {}, args);
    return new Ran(code, bytes.toString(StandardCharsets.UTF_8), err.toString());
  }

  /** Runs a command that writes bytes where its endurance can read, and gives its exit code. */
  static int speaking(OutputStream bytes, Path directory, Endurance endurance, String... args) {
    Terminal silent = terminal(new StringWriter(), new StringWriter(), directory, Map.of());
    Terminal terminal =
        new Terminal(
            silent.in(),
            bytes,
            silent.out(),
            silent.err(),
            directory,
            silent.environment(),
            silent.owner(),
            silent.clock(),
            silent.commands(),
            silent.width(),
            false);
    return Portreeve.run(terminal, endurance, _ -> {}, args);
  }

  /** Runs a command that writes where its endurance can read, and gives its exit code. */
  static int writing(StringWriter out, Path directory, Endurance endurance, String... args) {
    return Portreeve.run(
        terminal(out, new StringWriter(), directory, Map.of()), endurance, _ -> {}, args);
  }

  static Terminal terminal(
      StringWriter out, StringWriter err, Path directory, Map<String, String> environment) {
    return new Terminal(
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream(),
        new PrintWriter(out),
        new PrintWriter(err),
        directory,
        name -> Optional.ofNullable(environment.get(name)),
        Optional.of(environment.getOrDefault(OWNER, "root")),
        () -> NOW,
        new Typed("portreeve", Optional.empty()),
        Integer.MAX_VALUE,
        false);
  }

  public List<String> outLines() {
    return out.lines().toList();
  }

  List<String> errLines() {
    return err.lines().toList();
  }
}
