package io.portreeve.gateway.scan.packages;

import io.portreeve.gateway.scan.folder.SeenFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lock files that are read line by line: of yarn, in both forms, of pnpm, and of Gradle. */
final class LockFiles {
  private static final Pattern YARN_VERSION =
      Pattern.compile("^ {2}\"?version\"?:? \"?([^\"\\s]+)\"?\\s*$");
  private static final Pattern PNPM_KEY = Pattern.compile("^ {2}['\"]?/?(\\S+?)['\"]?:\\s*$");
  private static final Pattern GRADLE =
      Pattern.compile("^([^:#=\\s]+:[^:#=\\s]+):([^:#=\\s]+)=.*$");
  private static final String NPM = "npm:";

  private LockFiles() {}

  /** The name stands in the line before; a local one has no version that anybody knows of. */
  static List<Component> yarn(SeenFile file) throws IOException {
    var all = new ArrayList<Component>();
    Optional<String> name = Optional.empty();
    for (String line : TextFile.lines(file)) {
      if (!line.startsWith(" ") && line.endsWith(":")) {
        name = yarnName(line.substring(0, line.length() - 1));
      }
      Matcher version = YARN_VERSION.matcher(line);
      if (version.matches() && name.isPresent()) {
        all.add(new Component(Ecosystem.NPM, name.get(), version.group(1), file.path()));
      }
    }
    return all;
  }

  /** Of {@code "alias@npm:name@^1.0", …} and {@code name@^1.0, …} the name. */
  private static Optional<String> yarnName(String descriptors) {
    String first = descriptors.split(", ", 2)[0].replace("\"", "");
    int at = first.indexOf('@', 1);
    if (at < 0) {
      return Optional.empty();
    }
    String range = first.substring(at + 1);
    if (isLocal(range)) {
      return Optional.empty();
    }
    int aliased = range.startsWith(NPM) ? range.indexOf('@', NPM.length() + 1) : -1;
    return Optional.of(
        aliased < 0 ? first.substring(0, at) : range.substring(NPM.length(), aliased));
  }

  private static boolean isLocal(String range) {
    return Stream.of("workspace:", "link:", "portal:", "file:").anyMatch(range::startsWith);
  }

  /** By the keys under {@code packages}, as pnpm wrote them in each of its forms. */
  static List<Component> pnpm(SeenFile file) throws IOException {
    var all = new ArrayList<Component>();
    boolean packages = false;
    for (String line : TextFile.lines(file)) {
      if (!line.startsWith(" ") && !line.isBlank()) {
        packages = line.strip().equals("packages:");
      }
      Matcher key = PNPM_KEY.matcher(line);
      if (packages && key.matches()) {
        pnpmKey(key.group(1), file).ifPresent(all::add);
      }
    }
    return all;
  }

  /** {@code @a/b@1.0.0(peer@2)}, {@code a@1.0.0} and, before, {@code a/1.0.0_peer@2}. */
  private static Optional<Component> pnpmKey(String key, SeenFile file) {
    String bare = key.split("\\(", 2)[0];
    int at = bare.indexOf('@', 1);
    int slash = bare.indexOf('/', bare.startsWith("@") ? bare.indexOf('/') + 1 : 0);
    boolean older = slash > 0 && (at < 0 || slash < at);
    int end = older ? slash : at;
    if (end <= 0 || end + 1 >= bare.length()) {
      return Optional.empty();
    }
    String version = bare.substring(end + 1).split("_", 2)[0];
    return Character.isDigit(version.charAt(0))
        ? Optional.of(new Component(Ecosystem.NPM, bare.substring(0, end), version, file.path()))
        : Optional.empty();
  }

  static List<Component> gradle(SeenFile file) throws IOException {
    return TextFile.text(file)
        .lines()
        .map(GRADLE::matcher)
        .filter(Matcher::matches)
        .map(found -> new Component(Ecosystem.MAVEN, found.group(1), found.group(2), file.path()))
        .toList();
  }
}
