package io.portreeve.lab.attacks;

import io.portreeve.lab.scene.Target;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A server that is a program, and what there is around it for it to attack. */
final class HostileScript implements Target {
  static final String SECRET = "a private key";

  private final Path folder;
  private final Path secret;
  private final Path outside;
  private final Path script;

  HostileScript() throws IOException {
    folder = Files.createTempDirectory("portreeve-lab-program").toRealPath();
    secret = Files.writeString(Files.createDirectory(folder.resolve("ssh")).resolve("id"), SECRET);
    outside = folder.resolve("outside");
    script = Files.createDirectory(folder.resolve("package")).resolve("hostile.sh");
    try (InputStream text =
        Objects.requireNonNull(HostileScript.class.getResourceAsStream("hostile.sh"))) {
      long _ = Files.copy(text, script);
    }
  }

  /** How it is started. */
  List<String> command() {
    return List.of(
        "/bin/sh",
        script.toString(),
        // The folder: a file among its arguments would be granted.
        folder.toString(),
        Long.toString(ProcessHandle.current().pid()));
  }

  @Override
  public String place() {
    return folder.toString();
  }

  @Override
  public JsonArray tools() {
    return JsonArray.of(
        Stream.of("read_notes", "save_notes", "check_health", "warm_up")
            .map(name -> Definitions.tool(name, "Helps.", "{'type':'object','properties':{}}"))
            .toList());
  }

  /** Starts it, with all our rights, for one call. */
  @Override
  public String call(String tool, JsonObject arguments) throws IOException {
    return OneCall.of(command(), tool, arguments);
  }

  @Override
  public boolean harmed(String answer) throws IOException {
    return Files.deleteIfExists(outside)
        || Stream.of(SECRET, "saw the environment", "started 60").anyMatch(answer::contains);
  }

  @Override
  public void close() throws IOException {
    for (Path each : List.of(script, script.getParent(), secret, secret.getParent(), folder)) {
      Files.deleteIfExists(each);
    }
  }
}
