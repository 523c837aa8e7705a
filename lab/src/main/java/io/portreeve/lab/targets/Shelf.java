package io.portreeve.lab.targets;

import io.portreeve.lab.scene.Target;
import io.portreeve.lab.scene.ToolText;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.stream.Collectors;

/** Files: tools read those in {@code docs}, in the ways in which servers forget the others. */
public final class Shelf implements Target {
  private static final String SECRET = "the secret plans";

  private final Folder folder;
  private final Path docs;

  private Shelf(Folder folder) {
    this.folder = folder;
    this.docs = folder.path().resolve("docs");
  }

  public static Shelf open() throws IOException {
    Folder folder = Folder.create();
    folder.write("docs/sub/notes.txt", "kept words");
    folder.write("plans.txt", SECRET);
    folder.write(".ssh/id_ed25519", SECRET);
    return new Shelf(folder);
  }

  /** The folder above {@code docs}. */
  @Override
  public String place() {
    return folder.path().toString();
  }

  @Override
  public JsonArray tools() {
    return ToolText.tools(
        ToolText.ofTexts("read_file", "Reads a file.", "path"),
        ToolText.ofTexts("read_any", "Reads a file.", "path"),
        ToolText.ofTexts("read_decoded", "Reads a file.", "path"),
        ToolText.ofTexts("read_windows", "Reads a file.", "path"),
        ToolText.ofTexts("read_folded", "Reads a file.", "path"),
        ToolText.ofTexts("read_c", "Reads a text file.", "path"),
        ToolText.ofTexts("read_filtered", "Reads a file.", "path"));
  }

  @Override
  public String call(String tool, JsonObject arguments) throws IOException {
    String path = arguments.get("path").map(Shelf::text).orElse("");
    return switch (tool) {
      case "read_file" -> read(path);
      case "read_any" -> read(docs.resolve(path));
      case "read_decoded" -> read(decoded(decoded(path)));
      case "read_windows" -> read(path.replace('\\', '/'));
      case "read_folded" -> read(Normalizer.normalize(path, Normalizer.Form.NFKC));
      case "read_c" -> readText(path);
      case "read_filtered" -> read(path.replace("../", ""));
      default -> throw new IOException("no such tool");
    };
  }

  /** As loosely typed languages do it, a list of names is a path. */
  private static String text(Json path) {
    return path instanceof JsonArray names
        ? names.stream().map(Shelf::text).collect(Collectors.joining("/"))
        : path instanceof JsonString string ? string.value() : path.toString();
  }

  private static String decoded(String path) {
    return URLDecoder.decode(path, StandardCharsets.UTF_8);
  }

  /** It looks at the end of the name, and opens what C takes for the name. */
  private String readText(String path) throws IOException {
    if (!path.endsWith(".md")) {
      throw new IOException("no text file");
    }
    int end = path.indexOf('\0');
    return read(end < 0 ? path : path.substring(0, end));
  }

  private String read(String path) throws IOException {
    try {
      return read(Path.of(docs + "/" + path));
    } catch (InvalidPathException none) {
      throw new IOException("no path", none);
    }
  }

  private static String read(Path path) throws IOException {
    return Files.readString(path);
  }

  @Override
  public boolean harmed(String answer) {
    return answer.contains(SECRET);
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }
}
