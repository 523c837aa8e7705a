package io.portreeve.gateway.scan.packages;

import io.portreeve.gateway.scan.folder.SeenFile;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files that say which packages a program is made of. */
final class Manifests {
  private static final Pattern REQUIREMENT =
      Pattern.compile(
          "^\\s*([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[[^\\]]*\\])?\\s*===?\\s*([^\\s;,#*]+)");
  private static final Pattern TOML_VALUE =
      Pattern.compile("^\\s*(name|version)\\s*=\\s*\"([^\"]*)\"\\s*$");
  private static final String NODE_MODULES = "node_modules/";

  private Manifests() {}

  /** Reads one file. */
  @FunctionalInterface
  interface Reader {
    List<Component> read(SeenFile file) throws IOException;
  }

  /** The reader of a file of this name; empty: it says nothing of packages. */
  static Optional<Reader> of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "package-lock.json", "npm-shrinkwrap.json", ".package-lock.json" ->
          Optional.of(Manifests::npmLock);
      case "requirements.txt" -> Optional.of(Manifests::requirements);
      case "poetry.lock", "uv.lock" -> Optional.of(Manifests::tomlLock);
      case "yarn.lock" -> Optional.of(LockFiles::yarn);
      case "pnpm-lock.yaml" -> Optional.of(LockFiles::pnpm);
      case "gradle.lockfile", "buildscript-gradle.lockfile" -> Optional.of(LockFiles::gradle);
      case "bom.json", "sbom.json" -> Optional.of(Manifests::bom);
      default ->
          name.endsWith(".cdx.json") || name.endsWith(".spdx.json")
              ? Optional.of(Manifests::bom)
              : Optional.empty();
    };
  }

  private static List<Component> npmLock(SeenFile file) throws IOException {
    JsonObject json = TextFile.json(file);
    var all = new ArrayList<Component>();
    for (JsonMember member : json.object("packages").orElse(JsonObject.empty())) {
      int at = member.name().lastIndexOf(NODE_MODULES);
      if (at >= 0 && member.value() instanceof JsonObject entry) {
        String name =
            entry.string("name").orElse(member.name().substring(at + NODE_MODULES.length()));
        npm(name, entry, file).ifPresent(all::add);
      }
    }
    if (!json.has("packages")) {
      dependencies(json, file, all);
    }
    return all;
  }

  /** The form before npm 7: each with its own inside. */
  private static void dependencies(JsonObject json, SeenFile file, List<Component> all) {
    for (JsonMember member : json.object("dependencies").orElse(JsonObject.empty())) {
      if (member.value() instanceof JsonObject entry) {
        npm(member.name(), entry, file).ifPresent(all::add);
        dependencies(entry, file, all);
      }
    }
  }

  static Optional<Component> npm(String name, JsonObject entry, SeenFile file) {
    return entry
        .string("version")
        .map(version -> new Component(Ecosystem.NPM, name, version, file.path()));
  }

  private static List<Component> requirements(SeenFile file) throws IOException {
    return TextFile.text(file)
        .lines()
        .map(REQUIREMENT::matcher)
        .filter(Matcher::find)
        .map(found -> new Component(Ecosystem.PYPI, found.group(1), found.group(2), file.path()))
        .toList();
  }

  private static List<Component> tomlLock(SeenFile file) throws IOException {
    var all = new ArrayList<Component>();
    String name = "";
    boolean inPackage = false;
    for (String line : TextFile.lines(file)) {
      if (line.startsWith("[")) {
        inPackage = line.strip().equals("[[package]]");
        name = "";
      }
      Matcher value = TOML_VALUE.matcher(line);
      if (inPackage && value.matches() && value.group(1).equals("name")) {
        name = value.group(2);
      } else if (inPackage && value.matches() && !name.isEmpty()) {
        all.add(new Component(Ecosystem.PYPI, name, value.group(2), file.path()));
      }
    }
    return all;
  }

  /** CycloneDX and SPDX, both by the package URLs in them. */
  static List<Component> bom(SeenFile file) throws IOException {
    JsonObject json = TextFile.json(file);
    return Stream.concat(cyclone(json), spdx(json))
        .flatMap(purl -> Component.ofPurl(purl, file.path()).stream())
        .toList();
  }

  private static Stream<String> cyclone(JsonObject json) {
    return Elements.of(json, "components")
        .flatMap(one -> Stream.concat(one.string("purl").stream(), cyclone(one)));
  }

  private static Stream<String> spdx(JsonObject json) {
    return Elements.of(json, "packages")
        .flatMap(one -> Elements.of(one, "externalRefs"))
        .filter(reference -> reference.string("referenceType").equals(Optional.of("purl")))
        .flatMap(reference -> reference.string("referenceLocator").stream());
  }
}
