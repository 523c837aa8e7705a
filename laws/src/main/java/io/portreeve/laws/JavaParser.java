package io.portreeve.laws;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Reads Java text with the compiler's own parser; text that does not parse is an error, never
 * skipped.
 */
public final class JavaParser {

  private JavaParser() {}

  /** Parses texts by path. */
  public static List<JavaFile> parse(Map<String, String> textByPath) {
    if (textByPath.isEmpty()) {
      return List.of();
    }
    var sources =
        new TreeMap<>(textByPath)
            .entrySet().stream().map(e -> new Text(e.getKey(), e.getValue())).toList();
    var complaints = new DiagnosticCollector<JavaFileObject>();
    var compiler = ToolProvider.getSystemJavaCompiler();
    var task =
        (JavacTask) compiler.getTask(null, null, complaints, List.of("-proc:none"), null, sources);
    var positions = Trees.instance(task).getSourcePositions();
    List<JavaFile> files = new ArrayList<>();
    for (CompilationUnitTree tree : parsed(task)) {
      files.add(new JavaFile(tree.getSourceFile().toUri().getPath().substring(1), tree, positions));
    }
    if (!complaints.getDiagnostics().isEmpty()) {
      throw new IllegalArgumentException(complaints.getDiagnostics().toString());
    }
    return List.copyOf(files);
  }

  /** Parses one text, as if it stood at the path. */
  public static JavaFile parse(String path, String text) {
    return parse(Map.of(path, text)).getFirst();
  }

  private static Iterable<? extends CompilationUnitTree> parsed(JavacTask task) {
    try {
      return task.parse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String path, String text) {
      super(URI.create("string:///" + path), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public String getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
