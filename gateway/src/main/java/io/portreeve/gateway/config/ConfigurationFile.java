package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Document;
import io.portreeve.gateway.config.form.FileText;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.config.form.Surroundings;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a configuration, from a file or a text: wholly right, or a list of all that is wrong with
 * it.
 */
public record ConfigurationFile(Surroundings surroundings, Overlay overlay) {
  /** What became of the reading. */
  public sealed interface Outcome {
    /**
     * All is right.
     *
     * @param sources what it was read from, for whoever has to notice that it changed
     */
    record Loaded(Configuration configuration, Sources sources) implements Outcome {}

    /** All that is wrong, in the order of the file; never empty. */
    record Refused(List<Problem> problems) implements Outcome {}
  }

  /** Reads the file. */
  public Outcome read(Path file) {
    return judge(file, text(file));
  }

  /** Reads the text. */
  public Outcome parse(String text) {
    return switch (Document.read(Configuration.SECTION, text, surroundings, overlay)) {
      case Document.Outcome.Right<Configuration>(var configuration, var references) ->
          new Outcome.Loaded(configuration, new Sources(new FileText.Text(text), references));
      case Document.Outcome.Wrong<Configuration>(var problems) -> new Outcome.Refused(problems);
    };
  }

  /** Reads a text as if it lay in this file. */
  public Outcome parse(Path file, String text) {
    return from(file, text, parse(text));
  }

  /** The text of a file that only its owner may write. */
  FileText text(Path file) {
    return SharedFile.problem(file)
        .<FileText>map(FileText.Unreadable::new)
        .orElseGet(() -> FileText.read(file));
  }

  /** Reads what was found in the file. */
  Outcome judge(Path file, FileText found) {
    return switch (found) {
      case FileText.Text(String text) -> from(file, text, parse(text));
      case FileText.Unreadable(Problem problem) -> new Outcome.Refused(List.of(problem));
    };
  }

  private static Outcome from(Path file, String text, Outcome parsed) {
    return switch (parsed) {
      case Outcome.Loaded(var configuration, var sources) ->
          new Outcome.Loaded(configuration.from(file, text), sources);
      case Outcome.Refused refused -> refused;
    };
  }
}
