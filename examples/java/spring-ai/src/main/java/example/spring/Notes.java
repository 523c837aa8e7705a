package example.spring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.ai.mcp.annotation.McpTool;
import org.springframework.ai.mcp.annotation.McpToolParam;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Opens whatever it is told, and repeats whatever it hears. */
@Component
class Notes {
  private final Path folder;

  Notes(@Value("${notes.folder}") Path folder) {
    this.folder = folder;
  }

  @McpTool(name = "read_note", description = "Reads a note")
  String read(@McpToolParam(description = "its name") String path) throws IOException {
    return Files.readString(folder.resolve(path));
  }

  @McpTool(name = "greet", description = "Greets")
  String greet(@McpToolParam(description = "whom") String name) {
    return "Hello, " + name + ".";
  }
}
