package io.portreeve.gateway.scan.packages;

import io.portreeve.gateway.scan.folder.SeenFile;
import io.portreeve.mcp.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Packages as they lie installed: of node_modules, of site-packages, in jars. */
final class Installed {
  private static final int LONGEST = 1 << 16;
  private static final int MOST_ENTRIES = 10_000;

  /** Its list of entries is held in memory as a whole, before it can be seen how many they are. */
  private static final int LARGEST_JAR = 64 << 20;

  private Installed() {}

  /** The reader of a file that lies there; empty: it says nothing of a package. */
  static Optional<Manifests.Reader> of(Path file) {
    String name = String.valueOf(file.getFileName());
    String folder = String.valueOf(parent(file).getFileName());
    String above = String.valueOf(parent(parent(file)).getFileName());
    boolean module =
        above.equals("node_modules")
            || (above.startsWith("@")
                && String.valueOf(parent(parent(parent(file))).getFileName())
                    .equals("node_modules"));
    if (name.equals("package.json") && module) {
      return Optional.of(Installed::npm);
    }
    if (name.equals("METADATA") && folder.endsWith(".dist-info")) {
      return Optional.of(Installed::python);
    }
    return name.endsWith(".jar") ? Optional.of(Installed::jar) : Optional.empty();
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  private static List<Component> npm(SeenFile file) throws IOException {
    JsonObject json = TextFile.json(file);
    return json.string("name").flatMap(name -> Manifests.npm(name, json, file)).stream().toList();
  }

  /** Headers like those of a mail: name and version are among the first. */
  private static List<Component> python(SeenFile file) throws IOException {
    String name = "";
    String version = "";
    for (String line : TextFile.text(file).lines().takeWhile(l -> !l.isEmpty()).toList()) {
      if (line.startsWith("Name: ")) {
        name = line.substring("Name: ".length()).strip();
      } else if (line.startsWith("Version: ")) {
        version = line.substring("Version: ".length()).strip();
      }
    }
    return name.isEmpty() || version.isEmpty()
        ? List.of()
        : List.of(new Component(Ecosystem.PYPI, name, version, file.path()));
  }

  /** By what Maven leaves in them; of one jar in another, the outer says it. */
  private static List<Component> jar(SeenFile file) throws IOException {
    var all = new ArrayList<Component>();
    Path copy = file.copied(LARGEST_JAR);
    try (ZipFile jar = new ZipFile(copy.toFile())) {
      if (jar.size() > MOST_ENTRIES) {
        throw new IOException("it has more than " + MOST_ENTRIES + " entries");
      }
      for (ZipEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName();
        if (name.startsWith("META-INF/maven/") && name.endsWith("/pom.properties")) {
          try (InputStream in = jar.getInputStream(entry)) {
            properties(in, file).ifPresent(all::add);
          }
        }
      }
    } finally {
      Files.delete(copy);
    }
    return all;
  }

  private static Optional<Component> properties(InputStream in, SeenFile file) throws IOException {
    Properties pom = new Properties();
    try {
      byte[] text = in.readNBytes(LONGEST + 1);
      if (text.length > LONGEST) {
        throw new IOException("its pom.properties is longer than " + LONGEST + " bytes");
      }
      pom.load(new ByteArrayInputStream(text));
    } catch (IllegalArgumentException malformed) {
      throw new IOException("its pom.properties is malformed", malformed);
    }
    String group = pom.getProperty("groupId", "");
    String artifact = pom.getProperty("artifactId", "");
    String version = pom.getProperty("version", "");
    return group.isEmpty() || artifact.isEmpty() || version.isEmpty()
        ? Optional.empty()
        : Optional.of(new Component(Ecosystem.MAVEN, group + ":" + artifact, version, file.path()));
  }
}
