package io.portreeve.agent.memory;

import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** A process that remembers one thing after the other, and says so when each is kept. */
final class Writer {
  private Writer() {}

  static SignedMemory memory(DataDirectory data, SqliteStore store) {
    return Memories.in(data, store.settings(), MemoryLimits.defaults()).open(Desk.ANN);
  }

  static Process start(Path data, String name, int entries) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            data.toString(),
            name,
            Integer.toString(entries));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  public static void main(String[] args) throws IOException {
    DataDirectory data = DataDirectory.open(Path.of(args[0]));
    PrintStream out = System.out;
    try (SqliteStore store = SqliteStore.open(data, SqliteOptions.defaults())) {
      SignedMemory memory = memory(data, store);
      for (int n = 0; n < Integer.parseInt(args[2]); n++) {
        String text = args[1] + n;
        var _ = memory.append(Desk.said(text));
        out.println(text);
        out.flush();
      }
    }
  }
}
