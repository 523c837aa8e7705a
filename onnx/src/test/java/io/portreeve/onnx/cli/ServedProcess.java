package io.portreeve.onnx.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.onnx.made.MadeFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command as a process of its own, as an operator runs it. */
final class ServedProcess implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final URI url;

  private ServedProcess(Process process, Path log, URI url) {
    this.process = process;
    this.log = log;
    this.url = url;
  }

  /** Returns once it serves. */
  static ServedProcess start(Path folder, List<String> options) throws IOException {
    Path log = folder.resolve("serve.log");
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Serve.class.getName()));
    words.addAll(options);
    words.addAll(List.of("--port", "0", "--natives", MadeFiles.natives().toString()));
    Process process = new ProcessBuilder(words).redirectError(log.toFile()).start();
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line = out.readLine();
    if (line == null) {
      throw new AssertionError("it serves nothing:\n" + Files.readString(log));
    }
    return new ServedProcess(process, log, URI.create(line));
  }

  URI url() {
    return url;
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** Asks it to end, as a supervisor does, and gives its exit status. */
  int stop() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    Process _ = process.onExit().join();
  }
}
