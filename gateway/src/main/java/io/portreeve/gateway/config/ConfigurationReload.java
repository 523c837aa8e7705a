package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Change;
import io.portreeve.gateway.config.form.FileText;
import io.portreeve.gateway.config.form.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Brings a changed file into force: read, judged and built as a whole, or not at all. On any
 * problem the configuration in force stays what it was, and the same state of the files is not
 * tried again. For one thread at a time.
 *
 * <p>A file that a reference leads to counts as part of the configuration: a renewed secret is
 * taken over, too.
 *
 * <p>Promise: what is written while a configuration is being built is a change. Compared is the
 * text that was parsed; what it refers to is looked at before it is built, so that a secret renewed
 * meanwhile is at worst taken over twice.
 */
public final class ConfigurationReload {
  private final Path file;
  private final ConfigurationFile reader;
  private Configuration inForce;
  private Sources sources;
  private String seen;

  /** Starts from what was loaded from the file; to be made before anything is built from it. */
  public ConfigurationReload(
      Path file, ConfigurationFile reader, ConfigurationFile.Outcome.Loaded loaded) {
    this.file = file;
    this.reader = reader;
    this.inForce = loaded.configuration();
    this.sources = loaded.sources();
    this.seen = sources.fingerprint();
  }

  /** Builds what a configuration asks for and puts it in the place of what runs. */
  @FunctionalInterface
  public interface Successor {
    /** Says what prevented it, in which case all runs on as before; empty: it is in force. */
    Optional<String> takeOver(Configuration next);
  }

  /** What became of one look at the files. */
  public sealed interface Outcome {
    /** They are as they were. */
    record Unchanged() implements Outcome {}

    /** The new configuration is in force. */
    record InForce(Configuration configuration, List<Change> weakened) implements Outcome {}

    /** The old one still is, and why. */
    record Kept(List<String> problems) implements Outcome {}
  }

  /** Looks at the files once, and lets the successor build what changed. */
  public Outcome attempt(Successor successor) {
    FileText text = reader.text(file);
    String now = sources.with(text).fingerprint();
    if (now.equals(seen)) {
      return new Outcome.Unchanged();
    }
    seen = now;
    return switch (reader.judge(file, text)) {
      case ConfigurationFile.Outcome.Loaded loaded -> takeOver(loaded, successor);
      case ConfigurationFile.Outcome.Refused(List<Problem> problems) ->
          new Outcome.Kept(
              problems.stream().map(problem -> problem.render(file.toString())).toList());
    };
  }

  private Outcome takeOver(ConfigurationFile.Outcome.Loaded loaded, Successor successor) {
    sources = loaded.sources();
    seen = sources.fingerprint();
    Configuration next = loaded.configuration();
    List<String> fixed = inForce.needingRestart(next);
    if (!fixed.isEmpty()) {
      return new Outcome.Kept(
          fixed.stream().map(key -> file + ": " + key + ": needs a restart; start again").toList());
    }
    Optional<String> fault = successor.takeOver(next);
    if (fault.isPresent()) {
      return new Outcome.Kept(List.of(file + ": " + fault.get()));
    }
    List<Change> weakened = inForce.weakenedBy(next);
    inForce = next;
    return new Outcome.InForce(next, weakened);
  }
}
