package io.portreeve.gateway.scan.code;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The source files of one package: of bounded number and size, so that no look at them lasts. No
 * link is followed, and what lies in it of others is not read.
 */
final class SourceTree {
  static final int MOST_FILES = 5_000;
  static final int LONGEST = 4 << 20;
  static final long MOST_BYTES = 64L << 20;
  private static final int MOST_SEEN = 50_000;
  private static final int DEEPEST = 16;

  private static final Set<String> OF_OTHERS =
      Set.of("node_modules", "site-packages", "dist-packages", ".git", ".venv", "venv", ".tox");

  private final Predicate<Path> ofOthers;
  private final Map<Path, String> unread = new LinkedHashMap<>();
  private int seen;
  private int files;
  private long bytes;

  /**
   * Nothing is read yet.
   *
   * @param ofOthers the folders that belong to another server, wherever they lie
   */
  SourceTree(Predicate<Path> ofOthers) {
    this.ofOthers = ofOthers;
  }

  /** Is given a file that is of interest. */
  interface Reader {
    /** Whether it wants a file of this name. */
    boolean wants(String name);

    void read(Path file, String text);
  }

  /** The files that could not be read, and why. */
  Map<Path, String> unread() {
    return unread;
  }

  /** How many files were read. */
  int read() {
    return files;
  }

  void walk(Path root, Reader reader) {
    try {
      var _ = Files.walkFileTree(root, Set.of(), DEEPEST, new Visitor(root, reader));
    } catch (IOException unreadable) {
      unread.put(root, "it cannot be read");
    }
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Reader reader;

    Visitor(Path root, Reader reader) {
      this.root = root;
      this.reader = reader;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean foreign =
          !folder.equals(root)
              && (OF_OTHERS.contains(String.valueOf(folder.getFileName()))
                  || ofOthers.test(folder));
      return foreign ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (++seen > MOST_SEEN) {
        unread.put(root, "it has more than " + MOST_SEEN + " files");
        return FileVisitResult.TERMINATE;
      }
      if (!attributes.isRegularFile() || !reader.wants(String.valueOf(file.getFileName()))) {
        return FileVisitResult.CONTINUE;
      }
      return take(file, attributes.size());
    }

    private FileVisitResult take(Path file, long size) {
      if (files >= MOST_FILES || bytes + size > MOST_BYTES) {
        unread.put(
            root, "it has more than " + MOST_FILES + " files of code, or " + MOST_BYTES + " bytes");
        return FileVisitResult.TERMINATE;
      }
      if (size > LONGEST) {
        unread.put(file, "it is longer than " + LONGEST + " bytes");
        return FileVisitResult.CONTINUE;
      }
      files++;
      bytes += size;
      try {
        reader.read(file, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      } catch (IOException unreadable) {
        unread.put(file, "it cannot be read");
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      unread.put(file, "it cannot be read");
      return FileVisitResult.CONTINUE;
    }
  }
}
