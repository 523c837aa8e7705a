package io.portreeve.gateway.scan.packages;

import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.scan.folder.FolderWalk;
import io.portreeve.gateway.scan.folder.SeenFile;
import io.portreeve.gateway.scan.program.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What something is made of, by its command and by the files in its folders. No link is followed,
 * so nothing outside of them is read. What it knows so far can be asked while it looks.
 */
final class Inventory {
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

  /** All that is known of it so far. */
  synchronized Set<Component> components() {
    return new LinkedHashSet<>(components);
  }

  /** The files that could not be read so far, and why. */
  synchronized Map<Path, String> unread() {
    return new LinkedHashMap<>(unread);
  }

  /** What a command names by itself. */
  void take(Reach.Program program) {
    if (Launch.of(program.command()) instanceof Launch.FromRegistry one && one.pinned()) {
      registry(one, program.directory());
    }
  }

  /** What a list says that the operator names; one that lists nothing is no list. */
  void take(Path sbom) {
    try {
      read(Inventory::listed, SeenFile.named(sbom));
    } catch (IOException absent) {
      unread(sbom, "it is not there");
    }
  }

  private static List<Component> listed(SeenFile file) throws IOException {
    List<Component> listed = Manifests.bom(file);
    if (listed.isEmpty()) {
      throw new IOException("it names no package: neither CycloneDX nor SPDX with purls");
    }
    return listed;
  }

  private void registry(Launch.FromRegistry one, Path directory) {
    Optional<Ecosystem> ecosystem =
        switch (one.registry()) {
          case NPM -> Optional.of(Ecosystem.NPM);
          case PYPI -> Optional.of(Ecosystem.PYPI);
          case IMAGES -> Optional.empty();
        };
    ecosystem.ifPresent(
        known -> named(new Component(known, one.name(), one.version().orElseThrow(), directory)));
  }

  private synchronized void named(Component one) {
    components.add(one);
  }

  /**
   * All that lies in a folder.
   *
   * @param apart the folders in it that are none of its parts
   */
  void walk(Path root, Predicate<Path> apart) {
    new FolderWalk(new Visitor(apart)).walk(root);
  }

  private final class Visitor implements FolderWalk.Visitor {
    private final Predicate<Path> apart;

    Visitor(Predicate<Path> apart) {
      this.apart = apart;
    }

    @Override
    public boolean enters(Path folder) {
      return !String.valueOf(folder.getFileName()).equals(".git") && !apart.test(folder);
    }

    @Override
    public boolean meets(SeenFile file) {
      if (++files > MOST_FILES) {
        unread(file.path(), "there are more than " + MOST_FILES + " files");
        return false;
      }
      if (file.attributes().isRegularFile()) {
        Manifests.of(file.name())
            .or(() -> Installed.of(file.path()))
            .ifPresent(reader -> read(reader, file));
      }
      return true;
    }

    @Override
    public void leaves(Path folder) {
      unread(folder, "it lies too deep");
    }

    @Override
    public void fails(Path what) {
      unread(what, "it cannot be read");
    }
  }

  private void read(Manifests.Reader reader, SeenFile file) {
    progress.at(file.name());
    try {
      add(reader.read(file));
    } catch (IOException | IllegalArgumentException broken) {
      unread(file.path(), String.valueOf(broken.getMessage()));
    }
  }

  private synchronized void add(List<Component> read) throws IOException {
    if (components.size() + read.size() > MOST_COMPONENTS) {
      throw new IOException("there are more than " + MOST_COMPONENTS + " packages");
    }
    if (read.stream().anyMatch(Inventory::isTooLong)) {
      throw new IOException("a name or version is longer than " + LONGEST_NAME + " characters");
    }
    components.addAll(read);
  }

  private synchronized void unread(Path what, String why) {
    unread.put(what, why);
  }

  private static boolean isTooLong(Component one) {
    return one.name().length() > LONGEST_NAME || one.version().length() > LONGEST_NAME;
  }
}
