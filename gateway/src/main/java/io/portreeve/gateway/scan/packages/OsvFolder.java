package io.portreeve.gateway.scan.packages;

import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Advisories as OSV publishes them for taking away: a JSON file for each, in folders, or in an
 * {@code all.zip} for each ecosystem. What is none of them is passed over.
 */
public record OsvFolder(Path folder) implements Advisories {
  private static final int DEEPEST = 4;
  private static final int LONGEST = 4 << 20;
  private static final int TOLD = 10_000;

  @Override
  public String where() {
    return folder.toString();
  }

  @Override
  public List<Known> about(Collection<Component> components, Progress progress) throws IOException {
    List<Advisory> advisories = read(components, progress);
    return components.stream()
        .flatMap(component ->
            advisories.stream()
                .filter(one -> one.affects(component))
                .map(one -> new Known(component, one)))
        .toList();
  }

  /** Those that name one of these components. */
  private List<Advisory> read(Collection<Component> components, Progress progress)
      throws IOException {
    var wanted = new Wanted(components, progress);
    try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        read(file, wanted);
      }
    }
    return wanted.found;
  }

  private static void read(Path file, Wanted wanted) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".json") && Files.size(file) <= LONGEST) {
      wanted.take(Files.readAllBytes(file));
    } else if (name.endsWith(".zip")) {
      try (InputStream in = Files.newInputStream(file);
          ZipInputStream zip = new ZipInputStream(in)) {
        unpack(zip, wanted);
      }
    }
  }

  private static void unpack(ZipInputStream zip, Wanted wanted) throws IOException {
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (entry.getName().endsWith(".json")) {
        byte[] text = zip.readNBytes(LONGEST + 1);
        if (text.length <= LONGEST) {
          wanted.take(text);
        }
      }
    }
  }

  /** The advisories taken so far, out of all that were read. */
  private static final class Wanted {
    private final Map<Ecosystem, Set<String>> names = new EnumMap<>(Ecosystem.class);
    private final List<Advisory> found = new ArrayList<>();
    private final Progress progress;
    private int read;

    Wanted(Collection<Component> components, Progress progress) {
      this.progress = progress;
      components.forEach(
          one -> names.computeIfAbsent(one.ecosystem(), _ -> new HashSet<>()).add(one.name()));
    }

    void take(byte[] text) {
      if (++read % TOLD == 0) {
        progress.at(read + " advisories read");
      }
      try {
        Json json = JsonReader.read(text, JsonLimits.defaults());
        if (json instanceof JsonObject object && isWanted(new Advisory(object))) {
          found.add(new Advisory(object));
        }
      } catch (JsonRefused notJson) {
        progress.at("a file that is no JSON");
      }
    }

    private boolean isWanted(Advisory advisory) {
      return names.entrySet().stream()
          .anyMatch(one -> advisory.names(one.getKey()).anyMatch(one.getValue()::contains));
    }
  }
}
