package io.portreeve.gateway.audit;

import io.portreeve.gateway.store.Digest;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Finds where a journal stands when it is opened.
 *
 * <p>What a crash leaves is put right, and said in the journal itself: a torn last line becomes an
 * event that holds its bytes, a tail that the disk lost becomes an event that says how much. What
 * no crash leaves is refused, and the files are not touched.
 */
final class Recovery {
  private final JournalFolder folder;
  private final List<AuditEntry> events = new ArrayList<>();
  private Chain chain = Chain.empty();
  private int segment = 1;
  private long good;

  private Recovery(JournalFolder folder) {
    this.folder = folder;
  }

  static Recovery of(JournalFolder folder) throws IOException, AuditUnavailable {
    Recovery recovery = new Recovery(folder);
    Optional<byte[]> head = folder.head();
    List<String> segments = folder.segments();
    if (!segments.isEmpty()) {
      recovery.readLast(segments, head);
    }
    recovery.compare(head);
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

  private void readLast(List<String> segments, Optional<byte[]> head)
      throws IOException, AuditUnavailable {
    String last = segments.getLast();
    segment = Integer.parseInt(last.substring(0, last.indexOf('.')));
    byte[] torn = scan(last, segments.size() == 1 || startsAChain(last), head);
    if (good == 0 && segments.size() > 1) {
      // Nothing whole is in it yet: the segment before says where the chain stands.
      byte[] none = scan(segments.get(segments.size() - 2), false, head);
      if (none.length > 0) {
        throw damaged(segments.get(segments.size() - 2), 0);
      }
      good = 0;
    }
    if (torn.length > 0) {
      events.add(recovered(last, torn));
    }
  }

  private static boolean startsAChain(String name) {
    return name.equals(JournalFolder.segment(1));
  }

  /** Follows the chain through a segment; answers with the bytes of an unclosed last line. */
  private byte[] scan(String name, boolean fromTheStart, Optional<byte[]> head)
      throws IOException, AuditUnavailable {
    try (LineReader lines = new LineReader(folder.read(name))) {
      while (lines.next()) {
        if (!lines.isComplete()) {
          return lines.line();
        }
        follow(name, lines, fromTheStart);
        good = lines.consumed();
        if (head.isPresent() && isOtherThan(head.get(), lines)) {
          throw damaged(name, lines.number());
        }
      }
    }
    return new byte[0];
  }

  private void follow(String name, LineReader lines, boolean fromTheStart) throws AuditUnavailable {
    RecordLine.Head head =
        RecordLine.read(lines.buffer(), lines.start(), lines.end())
            .orElseThrow(() -> damaged(name, lines.number()));
    if (lines.number() == 1 && !fromTheStart) {
      chain = Chain.after(head.seq() - 1, head.prev());
    }
    if (head.seq() != chain.seq() + 1 || !head.prev().sameAs(chain.last())) {
      throw damaged(name, lines.number());
    }
    if (head.kind() == AuditKind.CHECKPOINT) {
      chain.acceptCheckpoint(lines.buffer(), lines.start(), lines.end());
    } else {
      chain.accept(lines.buffer(), lines.start(), lines.end());
    }
  }

  /** Whether the line has the number of the head, but is not the head. */
  private boolean isOtherThan(byte[] head, LineReader lines) {
    return RecordLine.read(head, 0, head.length)
            .filter(said -> said.seq() == chain.seq())
            .isPresent()
        && !Arrays.equals(head, 0, head.length, lines.buffer(), lines.start(), lines.end());
  }

  private void compare(Optional<byte[]> head) throws AuditUnavailable {
    if (head.isEmpty()) {
      if (chain.seq() > 0) {
        events.add(AuditEntry.event("head-missing", JsonObject.empty()));
      }
      return;
    }
    Checkpoint signed =
        Checkpoint.read(head.get())
            .orElseThrow(() -> new AuditUnavailable("the audit journal's head is damaged"));
    if (chain.seq() == 0) {
      throw new AuditUnavailable("the audit journal's files are gone, but its head is there");
    }
    if (signed.seq() > chain.seq()) {
      events.add(
          AuditEntry.event(
              "records-lost",
              JsonObject.builder()
                  .put("signed-through", signed.seq())
                  .put("found-through", chain.seq())
                  .build()));
    }
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

  private static AuditUnavailable damaged(String name, long line) {
    return new AuditUnavailable(
        "the audit journal does not verify at %s line %d, and no crash does that; keep its directory as evidence and let a new one begin"
            .formatted(name, line));
  }
}
