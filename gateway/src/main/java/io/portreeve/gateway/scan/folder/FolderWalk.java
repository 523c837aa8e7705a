package io.portreeve.gateway.scan.folder;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Goes through a folder and all in it. It follows no link, even one that takes the place of
 * something after that was seen, and ends when its thread is interrupted.
 */
public final class FolderWalk {
  private static final int DEEPEST = 32;

  private final Visitor visitor;

  public FolderWalk(Visitor visitor) {
    this.visitor = visitor;
  }

  /** Is told what is there. */
  public interface Visitor {
    /** Whether to go into a folder. */
    boolean enters(Path folder);

    /**
     * What is no folder; to be opened only now.
     *
     * @return whether to go on at all
     */
    boolean meets(SeenFile file);

    /** It lies too deep to be gone into. */
    void leaves(Path folder);

    /** It cannot be read. */
    void fails(Path what);
  }

  /** From here on; this folder itself is not asked about. */
  public void walk(Path root) {
    try (OpenFolder folder = OpenFolder.of(root)) {
      var _ = through(folder, 0);
    } catch (IOException unreadable) {
      visitor.fails(root);
    }
  }

  private boolean through(OpenFolder folder, int depth) {
    try {
      for (Path entry : folder.entries()) {
        if (Thread.currentThread().isInterrupted() || !met(folder, entry.getFileName(), depth)) {
          return false;
        }
      }
    } catch (DirectoryIteratorException unreadable) {
      visitor.fails(folder.at());
    }
    return true;
  }

  private boolean met(OpenFolder folder, Path name, int depth) {
    Path at = folder.at().resolve(name);
    try {
      BasicFileAttributes attributes = folder.attributes(name);
      if (!attributes.isDirectory()) {
        return visitor.meets(new SeenFile(at, attributes, () -> folder.open(name)));
      }
      return !visitor.enters(at) || entered(folder, name, depth + 1);
    } catch (IOException unreadable) {
      visitor.fails(at);
      return true;
    }
  }

  private boolean entered(OpenFolder folder, Path name, int depth) throws IOException {
    if (depth >= DEEPEST) {
      visitor.leaves(folder.at().resolve(name));
      return true;
    }
    try (OpenFolder inner = folder.enter(name)) {
      return through(inner, depth);
    }
  }
}
