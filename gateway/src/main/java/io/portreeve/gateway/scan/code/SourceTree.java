package io.portreeve.gateway.scan.code;

import io.portreeve.gateway.scan.folder.FolderWalk;
import io.portreeve.gateway.scan.folder.SeenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

  private static final Set<String> OF_OTHERS =
      Set.of("node_modules", "site-packages", "dist-packages", ".git", ".venv", "venv", ".tox");

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

    void read(Path file, String text);
  }

  /** Whether there was nothing at all to be read, or to be told. */
  boolean isEmpty() {
    return files == 0 && left == 0;
  }

  void walk(Path root, Reader reader) {
    new FolderWalk(new Visitor(root, reader)).walk(root);
  }

  private void unread(Path what, String why) {
    left++;
    unread.left(what, why);
  }

  private final class Visitor implements FolderWalk.Visitor {
    private final Path root;
    private final Reader reader;

    Visitor(Path root, Reader reader) {
      this.root = root;
      this.reader = reader;
    }

    @Override
    public boolean enters(Path folder) {
      return !OF_OTHERS.contains(String.valueOf(folder.getFileName())) && !ofOthers.test(folder);
    }

    @Override
    public boolean meets(SeenFile file) {
      if (++seen > MOST_SEEN) {
        return ended("it has more than " + MOST_SEEN + " files");
      }
      return !file.attributes().isRegularFile() || !reader.wants(file.name()) || take(file);
    }

    private boolean take(SeenFile file) {
      long size = file.attributes().size();
      if (files >= MOST_FILES || bytes + size > MOST_BYTES) {
        return ended(
            "it has more than " + MOST_FILES + " files of code, or " + MOST_BYTES + " bytes");
      }
      files++;
      try {
        byte[] text = file.bytes(LONGEST);
        bytes += text.length;
        reader.read(file.path(), new String(text, StandardCharsets.UTF_8));
      } catch (IOException unreadable) {
        unread(file.path(), why(size));
      }
      return true;
    }

    private boolean ended(String why) {
      left++;
      unread.ended(root, why);
      return false;
    }

    private static String why(long size) {
      return size > LONGEST ? "it is longer than " + LONGEST + " bytes" : "it cannot be read";
    }

    @Override
    public void leaves(Path folder) {
      // It is told when all that is left out is.
    }

    @Override
    public void fails(Path what) {
      unread(what, "it cannot be read");
    }
  }
}
