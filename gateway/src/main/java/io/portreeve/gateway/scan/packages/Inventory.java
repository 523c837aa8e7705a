package io.portreeve.gateway.scan.packages;

import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.scan.program.Launch;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What something is made of, by its command and by the files in its folders. No link is followed,
 * so nothing outside of them is read.
 */
final class Inventory {
  private static final int DEEPEST = 16;
  private static final int MOST_FILES = 200_000;
  private static final int MOST_COMPONENTS = 100_000;
  private static final int LONGEST_NAME = 512;

  private final Progress progress;
  private final Set<Component> components = new LinkedHashSet<>();
  private final Map<Path, String> unread = new LinkedHashMap<>();
  private int files;

  Inventory(Progress progress) {
    this.progress = progress;
  }

  /** All that is known of it. */
  Set<Component> components() {
    return components;
  }

  /** The files that could not be read, and why. */
  Map<Path, String> unread() {
    return unread;
  }

  /** What a command names by itself. */
  void take(Reach.Program program) {
    if (Launch.of(program.command()) instanceof Launch.FromRegistry one && one.pinned()) {
      registry(one, program.directory());
    }
  }

  /** What a list says that the operator names; one that lists nothing is no list. */
  void take(Path sbom) {
    read(
        file -> {
          List<Component> listed = Manifests.bom(file);
          if (listed.isEmpty()) {
            throw new IOException("it names no package: neither CycloneDX nor SPDX with purls");
          }
          return listed;
        },
        sbom);
  }

  private void registry(Launch.FromRegistry one, Path directory) {
    Optional<Ecosystem> ecosystem =
        switch (one.registry()) {
          case NPM -> Optional.of(Ecosystem.NPM);
          case PYPI -> Optional.of(Ecosystem.PYPI);
          case IMAGES -> Optional.empty();
        };
    ecosystem.ifPresent(known ->
        components.add(new Component(known, one.name(), one.version().orElseThrow(), directory)));
  }

  /**
   * All that lies in a folder.
   *
   * @param apart the folders in it that are none of its parts
   */
  void walk(Path root, Predicate<Path> apart) {
    try {
      var visitor = new Visitor(folder -> apart.test(folder) && !folder.equals(root));
      var _ = Files.walkFileTree(root, Set.of(), DEEPEST, visitor);
    } catch (IOException unreadable) {
      unread.put(root, String.valueOf(unreadable.getMessage()));
    }
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Predicate<Path> apart;

    Visitor(Predicate<Path> apart) {
      this.apart = apart;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = String.valueOf(folder.getFileName());
      return name.equals(".git") || apart.test(folder)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (++files > MOST_FILES) {
        unread.put(file, "there are more than " + MOST_FILES + " files");
        return FileVisitResult.TERMINATE;
      }
      if (attributes.isRegularFile()) {
        Manifests.of(String.valueOf(file.getFileName()))
            .or(() -> Installed.of(file))
            .ifPresent(reader -> read(reader, file));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      unread.put(file, "it cannot be read");
      return FileVisitResult.CONTINUE;
    }
  }

  private void read(Manifests.Reader reader, Path file) {
    progress.at(String.valueOf(file.getFileName()));
    try {
      List<Component> read = reader.read(file);
      if (components.size() + read.size() > MOST_COMPONENTS) {
        throw new IOException("there are more than " + MOST_COMPONENTS + " packages");
      }
      if (read.stream().anyMatch(Inventory::isTooLong)) {
        throw new IOException("a name or version is longer than " + LONGEST_NAME + " characters");
      }
      components.addAll(read);
    } catch (NoSuchFileException absent) {
      unread.put(file, "it is not there");
    } catch (IOException | IllegalArgumentException broken) {
      unread.put(file, String.valueOf(broken.getMessage()));
    }
  }

  private static boolean isTooLong(Component one) {
    return one.name().length() > LONGEST_NAME || one.version().length() > LONGEST_NAME;
  }
}
