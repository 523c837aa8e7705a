package io.portreeve.gateway.audit;

import io.portreeve.gateway.store.Digest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the journal stands: the last record's number and hash, and the hashes that the next
 * checkpoint will cover. Owned by one thread at a time.
 */
final class Chain {
  private final RecordHash hash = new RecordHash();
  private long seq;
  private byte[] last;
  // Replaced, not cleared, by a checkpoint: a mark may still hold it.
  private List<byte[]> uncovered = new ArrayList<>();

  private Chain(long seq, byte[] last) {
    this.seq = seq;
    this.last = last;
  }

  /** The chain before the first record. */
  static Chain empty() {
    return new Chain(0, new byte[RecordHash.BYTES]);
  }

  /** The chain after a record of which only this is known, and that a checkpoint covers. */
  static Chain after(long seq, Digest last) {
    return new Chain(seq, last.bytes());
  }

  /** A place in the chain to come back to. */
  static final class Mark {
    private final long seq;
    private final byte[] last;
    private final List<byte[]> uncovered;
    private final int count;

    private Mark(Chain chain) {
      this.seq = chain.seq;
      this.last = chain.last;
      this.uncovered = chain.uncovered;
      this.count = chain.uncovered.size();
    }
  }

  Mark mark() {
    return new Mark(this);
  }

  /** Forgets everything since the mark. */
  void backTo(Mark mark) {
    seq = mark.seq;
    last = mark.last;
    uncovered = mark.uncovered;
    uncovered.subList(mark.count, uncovered.size()).clear();
  }

  long seq() {
    return seq;
  }

  /** The hash of the last record. */
  byte[] last() {
    return last;
  }

  /** How many records no checkpoint covers yet. */
  int uncovered() {
    return uncovered.size();
  }

  /** Writes the next record and its line end into {@code out}; answers with where they end. */
  int append(ByteBuffer body, byte[] out, int at) {
    int end = RecordLine.line(seq + 1, last, body, out, at);
    accept(out, at, end);
    out[end] = '\n';
    return end + 1;
  }

  /** Takes a record that stands in a file as the next one. */
  void accept(byte[] line, int from, int to) {
    last = hash.of(line, from, to);
    seq++;
    uncovered.add(last);
  }

  /** Takes a line as the next record, which is a checkpoint. */
  void acceptCheckpoint(byte[] line, int from, int to) {
    last = hash.of(line, from, to);
    seq++;
    uncovered = new ArrayList<>();
  }

  /** The signed line that covers all uncovered records. */
  byte[] checkpoint(Instant time, String reason, SigningKey key) {
    return Checkpoint.line(
        seq + 1, Digest.of(last), time, seq + 1 - uncovered.size(), root(), reason, key);
  }

  /** The Merkle root over the uncovered records. */
  Digest root() {
    return Digest.of(MerkleRoot.of(uncovered, hash));
  }
}
