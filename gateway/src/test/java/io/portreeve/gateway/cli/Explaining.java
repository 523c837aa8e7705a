package io.portreeve.gateway.cli;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** A folder with a configuration, and messages that {@code explain} is asked about there. */
abstract class Explaining {
  @TempDir Path directory = Path.of("");

  Ran explain(String... args) {
    return Ran.in(
        directory, Stream.concat(Stream.of("explain"), Stream.of(args)).toArray(String[]::new));
  }

  static String call(String tool, String arguments) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\""
        + tool
        + "\",\"arguments\":"
        + arguments
        + "}}";
  }
}
