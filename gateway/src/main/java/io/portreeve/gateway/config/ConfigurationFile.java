package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Document;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Place;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.config.form.Surroundings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Reads a configuration, from a file or a text: wholly right, or a list of all that is wrong with
 * it.
 */
public record ConfigurationFile(Surroundings surroundings, Overlay overlay) {
  /** The longest file that is read. */
  static final long LONGEST = 1 << 20;

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
    try {
      if (Files.size(file) > LONGEST) {
        return refused("is longer than 1MiB", "a configuration is short: is this the right file?");
      }
      var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      return parse(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException notUtf8) {
      return refused("is not UTF-8", "save it as UTF-8");
    } catch (IOException unreadable) {
      return refused("cannot be read", "check that it exists and that this user may read it");
    }
  }

  /** Reads the text. */
  public Outcome parse(String text) {
    String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
    return switch (Document.read(Configuration.SECTION, plain, surroundings, overlay)) {
      case Document.Outcome.Right<Configuration>(var configuration, var references) ->
          new Outcome.Loaded(configuration, references);
      case Document.Outcome.Wrong<Configuration>(var problems) -> new Outcome.Refused(problems);
    };
  }

  private static Outcome refused(String what, String fix) {
    return new Outcome.Refused(List.of(new Problem(Place.OUTSIDE, "", what, fix)));
  }
}
