package io.portreeve.gateway.audit;

import java.util.List;
import java.util.Optional;

/**
 * What verifying a journal showed. Without a {@link #broken} place, every record counted here is
 * the one that was written, at its place, and none between them is missing.
 *
 * @param segments how many files were read
 * @param records how many records were good, up to the broken place if there is one
 * @param checkpoints how many of them are checkpoints with good signatures
 * @param unsealed how many records at the end no checkpoint covers yet: their last ones could have
 *     been cut off without a trace
 * @param tornBytes how many bytes an unfinished last line has; the next start records them
 * @param newest the line of the newest checkpoint, to be kept elsewhere and shown to a later
 *     verification
 */
public record AuditReport(
    int segments,
    long records,
    long checkpoints,
    long unsealed,
    long tornBytes,
    Optional<String> newest,
    List<Notice> notices,
    Optional<Broken> broken) {

  /** A place where the journal is not what was written. */
  public record Broken(String file, long line, String what) {
    @Override
    public String toString() {
      return line > 0 ? "%s line %d: %s".formatted(file, line, what) : file + ": " + what;
    }
  }

  /** Something that the journal says about itself and that an auditor wants to know. */
  public record Notice(String file, long line, String event) {}

  public AuditReport {
    notices = List.copyOf(notices);
  }

  public boolean isIntact() {
    return broken.isEmpty();
  }
}
