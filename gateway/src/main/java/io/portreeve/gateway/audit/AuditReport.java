package io.portreeve.gateway.audit;

import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * What verifying a journal showed. Without a {@link #broken} place, every record counted here is
 * the one that was written, at its place, and none between them is missing.
 *
 * @param segments how many files were read
 * @param from the number of the first record; more than 1 if older ones were removed
 * @param records how many records were good, up to the broken place if there is one
 * @param checkpoints how many of them are checkpoints with good signatures
 * @param unsealed how many records at the end no checkpoint covers yet: their last ones could have
 *     been cut off without a trace
 * @param tornBytes how many bytes an unfinished last line has; the next start records them
 * @param newest the line of the newest checkpoint, to be kept elsewhere and shown to a later
 *     verification
 * @param known the checkpoints known from elsewhere that are in the journal
 */
public record AuditReport(
    int segments,
    long from,
    long records,
    long checkpoints,
    long unsealed,
    long tornBytes,
    Optional<String> newest,
    List<Known> known,
    List<Notice> notices,
    Optional<Broken> broken) {

  /** A place where the journal is not what was written. */
  public record Broken(String file, long line, String what) {
    @Override
    public String toString() {
      return line > 0 ? "%s line %d: %s".formatted(file, line, what) : file + ": " + what;
    }
  }

  /**
   * Something that the journal says about itself and that an auditor wants to know.
   *
   * @param said what the event says of it
   */
  public record Notice(String file, long line, String event, JsonObject said) {}

  /** A checkpoint that is known from elsewhere and that the journal contains. */
  public record Known(String by, long seq) {}

  public AuditReport {
    known = List.copyOf(known);
    notices = List.copyOf(notices);
  }

  public boolean isIntact() {
    return broken.isEmpty();
  }
}
