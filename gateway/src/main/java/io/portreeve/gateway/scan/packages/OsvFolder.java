package io.portreeve.gateway.scan.packages;

import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Advisories as OSV publishes them for taking away: a JSON file for each, in folders, or in an
 * {@code all.zip} for each ecosystem. Files of other endings are passed over; of these, one that
 * cannot be read leaves all of it untold.
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
  public Told about(Collection<Component> components, Progress progress) throws IOException {
    Wanted read = read(components, progress);
    List<Known> known =
        components.stream()
            .flatMap(component ->
                read.found.stream()
                    .filter(one -> one.affects(component))
                    .map(one -> new Known(component, one)))
            .toList();
    return new Told(known, read.untold());
  }

  /** Those that name one of these components. */
  private Wanted read(Collection<Component> components, Progress progress) throws IOException {
    var wanted = new Wanted(components, progress);
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no such folder");
    }
    try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        read(file, wanted);
      }
    }
    return wanted;
  }

  private void read(Path file, Wanted wanted) throws IOException {
    String name = folder.relativize(file).toString();
    if (name.endsWith(".json")) {
      try (InputStream in = Files.newInputStream(file)) {
        take(name, in, wanted);
      }
    } else if (name.endsWith(".zip")) {
      try (InputStream in = Files.newInputStream(file);
          ZipInputStream zip = new ZipInputStream(in)) {
        unpack(name, zip, wanted);
      } catch (ZipException | EOFException broken) {
        throw new IOException(name + " is broken: " + broken.getMessage(), broken);
      }
    }
  }

  /** What is no archive has no first entry. */
  private static void unpack(String name, ZipInputStream zip, Wanted wanted) throws IOException {
    ZipEntry entry = zip.getNextEntry();
    if (entry == null) {
      throw new IOException(name + " is no zip file, or an empty one");
    }
    for (; entry != null; entry = zip.getNextEntry()) {
      if (entry.getName().endsWith(".json")) {
        take(name + "!" + entry.getName(), zip, wanted);
      }
    }
  }

  private static void take(String name, InputStream in, Wanted wanted) throws IOException {
    byte[] text = in.readNBytes(LONGEST + 1);
    if (text.length > LONGEST) {
      throw new IOException(name + " is longer than " + LONGEST + " bytes");
    }
    wanted.take(name, text);
  }

  /** The advisories taken so far, out of all that were read. */
  private static final class Wanted {
    private final Map<Ecosystem, Set<String>> names = new EnumMap<>(Ecosystem.class);
    private final Set<Ecosystem> told = EnumSet.noneOf(Ecosystem.class);
    private final List<Advisory> found = new ArrayList<>();
    private final Progress progress;
    private int read;

    Wanted(Collection<Component> components, Progress progress) {
      this.progress = progress;
      components.forEach(
          one -> names.computeIfAbsent(one.ecosystem(), _ -> new HashSet<>()).add(one.name()));
    }

    void take(String name, byte[] text) throws IOException {
      if (++read % TOLD == 0) {
        progress.at(read + " advisories read");
      }
      try {
        Json json = JsonReader.read(text, JsonLimits.defaults());
        if (json instanceof JsonObject object && isWanted(new Advisory(object))) {
          found.add(new Advisory(object));
        }
      } catch (JsonRefused notJson) {
        throw new IOException(name + " is no JSON", notJson);
      }
    }

    private boolean isWanted(Advisory advisory) {
      boolean wanted = false;
      for (Map.Entry<Ecosystem, Set<String>> one : names.entrySet()) {
        Set<String> about = advisory.names(one.getKey()).collect(Collectors.toSet());
        if (!about.isEmpty()) {
          told.add(one.getKey());
        }
        wanted |= !Collections.disjoint(about, one.getValue());
      }
      return wanted;
    }

    /** A folder with nothing of an ecosystem was not filled, or with something else. */
    Map<Ecosystem, String> untold() {
      Map<Ecosystem, String> untold = new EnumMap<>(Ecosystem.class);
      for (Ecosystem asked : names.keySet()) {
        if (!told.contains(asked)) {
          untold.put(asked, "it has no advisory of " + asked.osv());
        }
      }
      return untold;
    }
  }
}
