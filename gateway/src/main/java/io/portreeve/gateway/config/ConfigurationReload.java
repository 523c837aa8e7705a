package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Change;
import io.portreeve.gateway.config.form.FileText;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.config.form.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings a changed file into force: read, judged and built as a whole, or not at all. On any
 * problem the configuration in force stays what it was, and the same state of the files is not
 * tried again. For one thread at a time.
 *
 * <p>A file that a reference leads to counts as part of the configuration: a renewed secret is
 * taken over, too.
 */
public final class ConfigurationReload {
  private final Path file;
  private final ConfigurationFile reader;
  private final Successor successor;
  private Configuration inForce;
  private Set<Reference> references;
  private String seen;

  /** Starts from what was loaded from the file. */
  public ConfigurationReload(
      Path file,
      ConfigurationFile reader,
      ConfigurationFile.Outcome.Loaded loaded,
      Successor successor) {
    this.file = file;
    this.reader = reader;
    this.successor = successor;
    this.inForce = loaded.configuration();
    this.references = loaded.references();
    this.seen = fingerprint();
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

  /** Looks at the files once. */
  public Outcome attempt() {
    String now = fingerprint();
    if (now.equals(seen)) {
      return new Outcome.Unchanged();
    }
    seen = now;
    return switch (reader.read(file)) {
      case ConfigurationFile.Outcome.Loaded loaded -> takeOver(loaded);
      case ConfigurationFile.Outcome.Refused(List<Problem> problems) ->
          new Outcome.Kept(
              problems.stream().map(problem -> problem.render(file.toString())).toList());
    };
  }

  private Outcome takeOver(ConfigurationFile.Outcome.Loaded loaded) {
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
    references = loaded.references();
    // What the new references lead to is in force, too.
    seen = fingerprint();
    return new Outcome.InForce(next, weakened);
  }

  /** Of the contents, not the times: a file that is linked anew may keep its time. */
  private String fingerprint() {
    MessageDigest digest = sha256();
    update(digest, file);
    var files = new TreeSet<Path>();
    for (Reference reference : references) {
      if (reference instanceof Reference.InFile(Path path)) {
        files.add(path);
      }
    }
    files.forEach(path -> update(digest, path));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, Path path) {
    digest.update(path.toString().getBytes(StandardCharsets.UTF_8));
    try {
      byte[] contents =
          Files.size(path) <= FileText.LONGEST ? Files.readAllBytes(path) : new byte[0];
      digest.update((byte) 1);
      digest.update(sha256().digest(contents));
    } catch (IOException unreadable) {
      digest.update((byte) 0);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
