package io.portreeve.gateway.audit;

import io.portreeve.gateway.store.Digest;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds where a journal stands when it is opened.
 *
 * <p>What a crash leaves is put right, and said in the journal itself: a torn last line becomes an
 * event that holds its bytes, a tail that the disk lost becomes an event that says how much, and
 * records that no checkpoint covered become an event that says which. What no crash leaves is
 * refused, and the files are not touched.
 */
final class Recovery {
  /** The event that says which signed records are gone; a log that has it verifies no more. */
  static final String LOST = "records-lost";

  private static final System.Logger LOG = System.getLogger("io.portreeve.audit.records-lost");
  private static final String ANEW =
      "put it back, or move what is left of it elsewhere as evidence and let a new one begin with `portreeve audit begin`, whose first record says how much was known of the old";

  private final JournalFolder folder;
  private final VerifyingKey key;
  private final List<AuditEntry> events = new ArrayList<>();
  // Of the records that were read: what they hash to, if they are checkpoints.
  private final Map<Long, Digest> checkpoints = new HashMap<>();
  private Chain chain = Chain.empty();
  private long readFrom = 1;
  private byte[] newest = {};
  private int segment = 1;
  private long good;

  private Recovery(JournalFolder folder, VerifyingKey key) {
    this.folder = folder;
    this.key = key;
  }

  /** Where the journal stands, whose newest checkpoint is known here and there. */
  static Recovery of(JournalFolder folder, Witness witness, VerifyingKey key)
      throws IOException, AuditUnavailable {
    Recovery recovery = new Recovery(folder, key);
    List<String> segments = folder.segments();
    if (!segments.isEmpty()) {
      recovery.readLast(segments);
    }
    Optional<byte[]> head = folder.head();
    if (head.isEmpty() && recovery.chain.seq() > 0) {
      recovery.events.add(AuditEntry.event("head-missing", JsonObject.empty()));
    }
    long signed =
        Math.max(
            recovery.compare(RequiredCheckpoint.HEAD, head),
            recovery.compare("store", witness.kept()));
    recovery.say(signed);
    return recovery;
  }

  /** Begins a journal where there is none, though one is known of. */
  static Recovery anew(JournalFolder folder, Witness witness, VerifyingKey key)
      throws IOException, AuditUnavailable {
    if (!folder.segments().isEmpty() || folder.head().isPresent()) {
      throw new AuditUnavailable(
          "there still is an audit log: move its directory elsewhere first, and keep it as evidence");
    }
    Recovery recovery = new Recovery(folder, key);
    JsonObjectBuilder fields = JsonObject.builder();
    witness
        .kept()
        .map(line -> RequiredCheckpoint.of("store", line))
        .ifPresent(
            last -> fields.put("known-through", last.seq()).put("known-hash", last.hash().hex()));
    recovery.events.add(AuditEntry.event("journal-replaced", fields.build()));
    return recovery;
  }

  Chain chain() {
    return chain;
  }

  /** The number of the segment to go on in. */
  int segment() {
    return segment;
  }

  /** How many bytes of that segment are good. */
  long good() {
    return good;
  }

  /** What must be recorded first. */
  List<AuditEntry> events() {
    return List.copyOf(events);
  }

  private void readLast(List<String> segments) throws IOException, AuditUnavailable {
    String last = segments.getLast();
    segment = JournalFolder.number(last);
    byte[] torn = scan(last);
    if (good == 0 && segments.size() > 1) {
      // Nothing whole is in it yet: the segment before says where the chain stands.
      byte[] none = scan(segments.get(segments.size() - 2));
      if (none.length > 0) {
        throw damaged(segments.get(segments.size() - 2));
      }
      good = 0;
    }
    if (torn.length > 0) {
      events.add(recovered(last, torn));
    }
  }

  /** Follows the chain through a segment; answers with the bytes of an unclosed last line. */
  private byte[] scan(String name) throws IOException, AuditUnavailable {
    try (LineReader lines = new LineReader(folder.read(name))) {
      while (lines.next()) {
        if (!lines.isComplete()) {
          return lines.line();
        }
        follow(name, lines);
        good = lines.consumed();
      }
    }
    return new byte[0];
  }

  private void follow(String name, LineReader lines) throws AuditUnavailable {
    RecordLine.Head head =
        RecordLine.read(lines.buffer(), lines.start(), lines.end())
            .orElseThrow(() -> damaged(name));
    if (lines.number() == 1 && JournalFolder.number(name) > 1) {
      chain = Chain.after(head.seq() - 1, head.prev());
      readFrom = head.seq();
    }
    if (head.seq() != chain.seq() + 1 || !head.prev().sameAs(chain.last())) {
      throw damaged(name);
    }
    if (head.kind() == AuditKind.CHECKPOINT) {
      newest = lines.line();
      chain.acceptCheckpoint(lines.buffer(), lines.start(), lines.end());
      checkpoints.put(chain.seq(), Digest.of(chain.last()));
    } else {
      chain.accept(lines.buffer(), lines.start(), lines.end());
    }
  }

  /** Holds the journal to a checkpoint that is known; answers with its number, or 0. */
  private long compare(String source, Optional<byte[]> known) throws AuditUnavailable {
    if (known.isEmpty()) {
      return 0;
    }
    RequiredCheckpoint required = RequiredCheckpoint.of(source, known.get());
    if (required.checkpoint().filter(line -> line.isSignedBy(key)).isEmpty()) {
      throw new AuditUnavailable(
          "what the %s holds is no checkpoint that this directory's key signed; %s"
              .formatted(source, ANEW));
    }
    if (chain.seq() == 0) {
      throw new AuditUnavailable(
          "the audit log's files are gone, but the %s knows its record %d; %s"
              .formatted(source, required.seq(), ANEW));
    }
    boolean read = required.seq() >= readFrom && required.seq() <= chain.seq();
    if (read && !required.hash().equals(checkpoints.get(required.seq()))) {
      throw new AuditUnavailable(
          "record %d of the audit log is not the checkpoint that the %s holds, and no crash does that; %s"
              .formatted(required.seq(), source, ANEW));
    }
    return required.seq();
  }

  /** Says what a crash left, if the last process did not close the journal. */
  private void say(long signed) throws AuditUnavailable {
    if (signed > chain.seq()) {
      LOG.log(
          System.Logger.Level.ERROR,
          "records of the audit log that were signed are gone: those after %d, through %d; a loss of power does that, and so does a hand. `portreeve audit verify` ends with 1 at that place from now on; move the log elsewhere as evidence, and let a new one begin with `portreeve audit begin`"
              .formatted(chain.seq(), signed));
      events.add(
          AuditEntry.event(
              LOST,
              JsonObject.builder()
                  .put("signed-through", signed)
                  .put("found-through", chain.seq())
                  .build()));
    }
    if (chain.seq() > 0 && !isClosed()) {
      events.add(resumed());
    }
  }

  private boolean isClosed() throws AuditUnavailable {
    Optional<Checkpoint> last = Checkpoint.read(newest);
    if (newest.length > 0 && last.filter(line -> line.isSignedBy(key)).isEmpty()) {
      throw new AuditUnavailable(
          "this directory's key did not sign the newest checkpoint of the audit log; " + ANEW);
    }
    return chain.uncovered() == 0
        && last.filter(line -> line.reason().equals(Checkpoint.CLOSE)).isPresent();
  }

  /** Until now, whoever could write the files could have written these records anew. */
  private AuditEntry resumed() {
    JsonObjectBuilder fields = JsonObject.builder().put("unsigned", chain.uncovered());
    if (chain.uncovered() > 0) {
      fields.put("from", chain.seq() + 1 - chain.uncovered()).put("through", chain.seq());
    }
    return AuditEntry.event("resumed", fields.build());
  }

  private static AuditEntry recovered(String name, byte[] torn) {
    byte[] hash = new RecordHash().of(torn, 0, torn.length);
    return AuditEntry.event(
        "tail-recovered",
        JsonObject.builder()
            .put("segment", name)
            .put("bytes", torn.length)
            .put("sha256", Digest.of(hash).hex())
            .put("base64", Base64.getEncoder().encodeToString(torn))
            .build());
  }

  private static AuditUnavailable damaged(String name) {
    return new AuditUnavailable(
        "the audit log does not verify in %s, and no crash does that (`portreeve audit verify` says where); %s"
            .formatted(name, ANEW));
  }
}
