package io.portreeve.gateway.scan.code;

import io.portreeve.gateway.scan.folder.FolderWalk;
import io.portreeve.gateway.scan.folder.SeenFile;
import io.portreeve.gateway.scan.program.RealPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The source files of one package: of bounded number and size, so that no look at them lasts. No
 * link is followed, and what lies in it of others is not read; where code could lie there, that is
 * told.
 */
final class SourceTree {
  static final int MOST_FILES = 5_000;
  static final int LONGEST = 4 << 20;
  static final long MOST_BYTES = 64L << 20;
  private static final int MOST_SEEN = 50_000;
  private static final int MOST_REQUIRED = 50_000;

  private static final Set<String> OF_OTHERS =
      Set.of("node_modules", "site-packages", "dist-packages", ".git");

  private final Predicate<Path> ofOthers;
  private final Unread unread;
  private int seen;
  private int files;
  private int left;
  private long bytes;

  /**
   * Nothing is read yet.
   *
   * @param ofOthers the folders that belong to another server, wherever they lie
   * @param unread is told what could not be read, and why
   */
  SourceTree(Predicate<Path> ofOthers, Unread unread) {
    this.ofOthers = ofOthers;
    this.unread = unread;
  }

  /** Is told what is not read, and why. */
  interface Unread {
    /** This alone. */
    void left(Path what, String why);

    /** Whatever else is in that folder: it is too much. */
    void ended(Path root, String why);
  }

  /** Is given a file that is of interest. */
  interface Reader {
    /** Whether it wants a file of this name. */
    boolean wants(String name);

    /**
     * Reads one.
     *
     * @return the files that it asks for, whether it wants them or not
     */
    Iterable<Path> read(Path file, String text);
  }

  /** Whether there was nothing at all to be read, or to be told. */
  boolean isEmpty() {
    return files == 0 && left == 0;
  }

  void walk(Path root, Reader reader) {
    Visitor visitor = new Visitor(root, reader);
    new FolderWalk(visitor).walk(root);
    visitor.tellWhatIsRun();
  }

  private void unread(Path what, String why) {
    left++;
    unread.left(what, why);
  }

  private final class Visitor implements FolderWalk.Visitor {
    private final Path root;
    private final Reader reader;
    private final Set<Path> passed = new HashSet<>();
    private final Set<Path> required = new HashSet<>();

    Visitor(Path root, Reader reader) {
      this.root = root;
      this.reader = reader;
    }

    @Override
    public boolean enters(Path folder) {
      if (ofOthers.test(folder)) {
        unread(folder, "it is the folder of another server");
        return false;
      }
      boolean foreign = OF_OTHERS.contains(String.valueOf(folder.getFileName()));
      if (foreign && !isUsual(folder)) {
        unread(folder, "packages of others, or what passes for them, are not read");
      }
      return !foreign;
    }

    /** What each project has and no package: its packages, its history and its environment. */
    private boolean isUsual(Path folder) {
      return isRead(root)
          && (root.equals(folder.getParent())
              || isEnvironment(above(folder, 2))
              || isEnvironment(above(folder, 3)));
    }

    private boolean isEnvironment(Path folder) {
      return folder.startsWith(root) && Files.isRegularFile(folder.resolve("pyvenv.cfg"));
    }

    private static Path above(Path folder, int levels) {
      Path at = folder;
      for (int i = 0; i < levels; i++) {
        Path parent = at.getParent();
        at = parent == null ? at : parent;
      }
      return at;
    }

    @Override
    public boolean meets(SeenFile file) {
      if (++seen > MOST_SEEN) {
        return ended("it has more than " + MOST_SEEN + " files");
      }
      boolean wanted = reader.wants(file.name());
      if (file.attributes().isSymbolicLink()) {
        link(file.path(), wanted);
        return true;
      }
      if (!file.attributes().isRegularFile() || !wanted) {
        passed.add(file.path());
        return true;
      }
      return take(file);
    }

    /** What lies in this folder is read where it lies. */
    private void link(Path link, boolean wanted) {
      Path target = RealPath.of(link);
      boolean inside = target.startsWith(root) && isRead(root.relativize(target));
      if (!inside && (wanted || Files.isDirectory(target))) {
        unread(link, "it is a link to " + target + ", which is not followed");
      } else if (!inside) {
        passed.add(link);
      }
    }

    private static boolean isRead(Path inside) {
      for (Path part : inside) {
        if (OF_OTHERS.contains(part.toString())) {
          return false;
        }
      }
      return true;
    }

    private boolean take(SeenFile file) {
      long size = file.attributes().size();
      if (size > LONGEST) {
        unread(file.path(), "it is longer than " + LONGEST + " bytes");
        return true;
      }
      if (files >= MOST_FILES || bytes + size > MOST_BYTES) {
        return ended(
            "it has more than " + MOST_FILES + " files of code, or " + MOST_BYTES + " bytes");
      }
      files++;
      try {
        byte[] text = file.bytes(LONGEST);
        bytes += text.length;
        read(file.path(), new String(text, StandardCharsets.UTF_8));
      } catch (IOException unreadable) {
        unread(file.path(), "it cannot be read");
      }
      return true;
    }

    private void read(Path file, String text) {
      for (Path one : reader.read(file, text)) {
        if (required.size() < MOST_REQUIRED) {
          required.add(one);
        }
      }
    }

    private boolean ended(String why) {
      left++;
      unread.ended(root, why);
      return false;
    }

    @Override
    public void leaves(Path folder) {
      unread(folder, "it lies too deep");
    }

    @Override
    public void fails(Path what) {
      unread(what, "it cannot be read");
    }

    void tellWhatIsRun() {
      required.stream()
          .filter(file -> !file.startsWith(root) && Files.isRegularFile(file))
          .sorted()
          .forEach(file -> unread(file, "it is run as code, and lies beside the folder of it"));
      passed.retainAll(required);
      passed.stream()
          .sorted()
          .forEach(file ->
              unread(file, "it is run as code, and its name is that of no language that is read"));
    }
  }
}
