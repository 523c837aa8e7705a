package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Document;
import io.portreeve.gateway.config.form.FileText;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.config.form.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
     * @param references what the configuration refers to, for whoever has to notice that it changed
     */
    record Loaded(Configuration configuration, Set<Reference> references) implements Outcome {}

    /** All that is wrong, in the order of the file; never empty. */
    record Refused(List<Problem> problems) implements Outcome {}
  }

  /** Reads the file. */
  public Outcome read(Path file) {
    Optional<Problem> shared = SharedFile.problem(file);
    if (shared.isPresent()) {
      return new Outcome.Refused(List.of(shared.get()));
    }
    return switch (FileText.read(file)) {
      case FileText.Text(String text) -> parse(text);
      case FileText.Unreadable(Problem problem) -> new Outcome.Refused(List.of(problem));
    };
  }

  /** Reads the text. */
  public Outcome parse(String text) {
    return switch (Document.read(Configuration.SECTION, text, surroundings, overlay)) {
      case Document.Outcome.Right<Configuration>(var configuration, var references) ->
          new Outcome.Loaded(configuration, references);
      case Document.Outcome.Wrong<Configuration>(var problems) -> new Outcome.Refused(problems);
    };
  }
}
