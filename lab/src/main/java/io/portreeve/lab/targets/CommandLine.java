package io.portreeve.lab.targets;

import io.portreeve.lab.scene.Target;
import io.portreeve.lab.scene.ToolText;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/** A shell and a program, to which tools hand what they are given. */
public final class CommandLine implements Target {
  /** What an attacker's command makes, where the commands run. */
  private static final String TRACE = "trace";

  private final Folder folder;

  private CommandLine(Folder folder) {
    this.folder = folder;
  }

  public static CommandLine open() throws IOException {
    Folder folder = Folder.create();
    folder.write("list.txt", "b\na\n");
    return new CommandLine(folder);
  }

  @Override
  public String place() {
    return folder.path().toString();
  }

  @Override
  public JsonArray tools() {
    return ToolText.tools(
        ToolText.ofTexts("look_up", "Looks up a server in the network.", "host"),
        ToolText.ofTexts("greet", "Greets.", "name"),
        ToolText.ofTexts("greet_quoted", "Greets.", "name"),
        ToolText.ofTexts("sort_lines", "Sorts the lines of a file.", "file"),
        ToolText.ofTexts("checkout", "Checks out a branch of a git repository.", "branch"));
  }

  @Override
  public String call(String tool, JsonObject arguments) throws IOException {
    return switch (tool) {
      case "look_up" -> shell("echo looking up " + arguments.string("host").orElse(""));
      case "greet" -> shell("echo hello " + arguments.string("name").orElse(""));
      case "greet_quoted" -> shell("echo \"hello " + arguments.string("name").orElse("") + "\"");
      case "sort_lines" -> run(List.of("sort", arguments.string("file").orElse("")));
      case "checkout" -> shell("echo on " + arguments.string("branch").orElse(""));
      default -> throw new IOException("no such tool");
    };
  }

  private String shell(String line) throws IOException {
    return run(List.of("sh", "-c", line));
  }

  private String run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.path().toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return process.waitFor() + " " + said;
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", hurried);
    }
  }

  /** A command or an option of the attacker made a file. */
  @Override
  public boolean harmed(String answer) throws IOException {
    return Files.deleteIfExists(folder.path().resolve(TRACE));
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }
}
