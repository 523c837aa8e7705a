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

/** A program with a lock file, and the advisory about a package that the file names. */
final class LockedProgram implements Target {
  static final String DONE = "the hole was used";

  private static final String ADVISORY =
      """
      {"id": "LAB-1", "summary": "Whoever calls runs code",
       "database_specific": {"severity": "CRITICAL"},
       "affected": [{"package": {"ecosystem": "npm", "name": "left-open"},
         "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "2.0.0"}]}]}]}
      """;

  private static final String LOCK =
      """
      {"lockfileVersion": 3, "packages": {"node_modules/left-open": {"version": "1.4.1"}}}
      """;

  private final Path folder;
  private final Path advisory;
  private final Path lock;
  private final Path script;

  LockedProgram() throws IOException {
    folder = Files.createTempDirectory("portreeve-lab-package").toRealPath();
    advisory =
        Files.writeString(
            Files.createDirectory(folder.resolve("osv")).resolve("LAB-1.json"), ADVISORY);
    Path program = Files.createDirectory(folder.resolve("program"));
    lock = Files.writeString(program.resolve("package-lock.json"), LOCK);
    script = program.resolve("locked.sh");
    try (InputStream text =
        Objects.requireNonNull(LockedProgram.class.getResourceAsStream("locked.sh"))) {
      long _ = Files.copy(text, script);
    }
  }

  /** How it is started. */
  List<String> command() {
    return List.of("/bin/sh", script.toString());
  }

  /** Where it runs. */
  Path directory() {
    return folder.resolve("program");
  }

  /** What is known of packages. */
  Path advisories() {
    return folder.resolve("osv");
  }

  @Override
  public String place() {
    return folder.toString();
  }

  @Override
  public JsonArray tools() {
    return JsonArray.of(Definitions.tool("sum", "Adds.", "{'type':'object','properties':{}}"));
  }

  /** Starts it for one call. */
  @Override
  public String call(String tool, JsonObject arguments) throws IOException {
    return OneCall.of(command(), tool, arguments);
  }

  @Override
  public boolean harmed(String answer) {
    return answer.contains(DONE);
  }

  @Override
  public void close() throws IOException {
    for (Path each :
        List.of(lock, script, script.getParent(), advisory, advisory.getParent(), folder)) {
      Files.deleteIfExists(each);
    }
  }
}
