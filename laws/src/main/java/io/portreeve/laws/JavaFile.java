package io.portreeve.laws;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One Java file, parsed but not resolved: its place, its text and its tree.
 *
 * @param path relative to the project's root, with forward slashes
 */
public record JavaFile(String path, CompilationUnitTree tree, SourcePositions positions) {

  /** Whether the file is a test or serves tests only. */
  public boolean isTest() {
    return path.contains("src/test/");
  }

  /** Whether the file only describes a package or a module. */
  public boolean isDescription() {
    return path.endsWith("/package-info.java") || path.endsWith("/module-info.java");
  }

  /** The directory of the module that the file belongs to. */
  public String module() {
    return path.substring(0, Math.max(0, path.indexOf('/')));
  }

  /** The package that the file declares; empty when it declares none. */
  public String packageName() {
    var name = tree.getPackageName();
    return name == null ? "" : name.toString();
  }

  /** The whole text. */
  public String text() {
    try {
      return tree.getSourceFile().getCharContent(true).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many lines the file has, blank ones and comments included. */
  public long lines() {
    return text().lines().count();
  }

  /** The line on which a part of this file begins. */
  public long lineOf(Tree part) {
    return lineAt(positions.getStartPosition(tree, part));
  }

  /** The line on which a part of this file ends. */
  public long lastLineOf(Tree part) {
    return lineAt(positions.getEndPosition(tree, part));
  }

  /** A breach at a part of this file. */
  public Breach breach(String law, Tree part, String what) {
    return new Breach(law, path, lineOf(part), what);
  }

  private long lineAt(long position) {
    return tree.getLineMap().getLineNumber(position);
  }
}
