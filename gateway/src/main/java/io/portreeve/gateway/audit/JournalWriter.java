package io.portreeve.gateway.audit;

import io.portreeve.gateway.audit.JournalSettings.Durability;
import io.portreeve.gateway.keeping.Age;
import io.portreeve.gateway.outage.FullDisk;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** The one thread that writes the journal: whatever waits is one batch, one write, one flush. */
final class JournalWriter implements Runnable, AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.portreeve.audit.unwritable");
  private static final int MOST = 512;
  private static final int ROOMY = 1 << 20;

  private final Inbox inbox;
  private final Chain chain;
  private final SegmentWriter file;
  private final Retention retention;
  private final DiskWatch disk;
  private final SigningKey key;
  private final JournalSettings settings;
  private final InstantSource clock;
  private final Witness witness;
  private final AtomicLong refused = new AtomicLong();
  private final LongAdder written = new LongAdder();
  private final LongAdder refusedEver = new LongAdder();
  private byte[] out = new byte[64 * 1024];
  private Instant lastCheckpoint;
  private boolean rotating;
  private Optional<IOException> failure = Optional.empty();
  private String cause = "";
  private String stated = "";
  private boolean closed;
  private volatile boolean available = true;
  private volatile boolean ended;

  JournalWriter(JournalFolder folder, Recovery recovery, Inbox inbox, JournalParts parts) {
    this.inbox = inbox;
    this.chain = recovery.chain();
    this.key = parts.key();
    this.settings = parts.settings();
    this.clock = parts.clock();
    this.witness = parts.witness();
    boolean force = settings.durability() == Durability.DISK;
    this.file = new SegmentWriter(folder, force, recovery.segment(), recovery.good());
    this.retention = new Retention(folder, key.verifying(), settings.keep());
    this.disk = new DiskWatch(folder, settings.segmentBytes());
    this.lastCheckpoint = clock.instant();
  }

  boolean isAvailable() {
    return available;
  }

  /** Whether nothing will be written any more. */
  boolean isEnded() {
    return ended;
  }

  /** How many records were written since the start. */
  long written() {
    return written.sum();
  }

  /** How many were not. */
  long refused() {
    return refusedEver.sum();
  }

  void countRefused() {
    refusedEver.increment();
    long now = refused.incrementAndGet();
    assert now > 0;
  }

  /** Writes what must stand first, and a checkpoint over it. Before the thread starts. */
  void begin(List<AuditEntry> events) throws IOException {
    Instant now = clock.instant();
    List<Ticket> first =
        events.stream().map(event -> new Ticket(RecordLine.body(event, now))).toList();
    write(first, Optional.of("open"));
    retain();
  }

  @Override
  public void run() {
    try {
      while (!inbox.isClosing() || inbox.waiting() > 0) {
        List<Ticket> batch = inbox.take(MOST);
        if (failure.isPresent()) {
          refuse(batch);
          inbox.sleep(settings.retry().toNanos());
          recover();
        } else if (!batch.isEmpty()) {
          commit(batch);
        } else if (intervalHasPassed()) {
          var _ = tried(List.of(), Optional.of("interval"));
        } else {
          inbox.sleep(untilCheckpoint());
        }
      }
      if (failure.isPresent()) {
        recover();
      }
      closed = failure.isEmpty() && tried(List.of(), Optional.of(Checkpoint.CLOSE));
    } finally {
      end();
    }
  }

  /** What kept the journal from being closed with a checkpoint. After the thread has ended. */
  Optional<IOException> failure() {
    return failure.isPresent() || closed
        ? failure
        : Optional.of(new IOException("the audit writer died"));
  }

  /** Settles every ticket, also when the writer dies of an error: somebody may be waiting. */
  private void commit(List<Ticket> batch) {
    boolean written = false;
    try {
      written = tried(batch, Optional.empty());
    } finally {
      settle(batch, written);
    }
    if (written) {
      retain();
    }
  }

  private void settle(List<Ticket> batch, boolean isWritten) {
    if (isWritten) {
      written.add(batch.size());
      inbox.done(batch);
      batch.forEach(Ticket::written);
    } else {
      refuse(batch);
    }
  }

  /** Lets go of the oldest files, each only after a signed record says so. */
  private void retain() {
    Instant now = clock.instant();
    if (retention.isTime(now, file.number())) {
      Optional<Retention.Removal> next = retention.next(now);
      while (next.filter(removal -> letGo(removal, now)).isPresent()) {
        next = retention.next(now);
      }
    }
  }

  /** Of a file that could not be removed before, the record is there already. */
  private boolean letGo(Retention.Removal removal, Instant now) {
    if (!removal.segment().equals(stated)) {
      Ticket statement = new Ticket(RecordLine.body(removal.statement(), now));
      if (!tried(List.of(statement), Optional.of(Retention.REASON))) {
        return false;
      }
      stated = removal.segment();
    }
    return retention.remove(removal.segment());
  }

  /** Writes; if that fails, nothing more is written until the journal recovers. */
  private boolean tried(List<Ticket> batch, Optional<String> reason) {
    try {
      write(batch, reason);
      return true;
    } catch (IOException | RuntimeException e) {
      fail(e);
      return false;
    }
  }

  /** Writes a batch, and a checkpoint if one is due; on an error the chain is as it was before. */
  private void write(List<Ticket> batch, Optional<String> reason) throws IOException {
    Chain.Mark mark = chain.mark();
    long uncounted = refused.getAndSet(0);
    try {
      if (rotating) {
        file.rotate();
        rotating = false;
      }
      int length = append(refusals(uncounted).stream().toList(), 0);
      length = append(batch, length);
      Optional<String> due = reason.or(this::dueReason).or(rotationAfter(length));
      Instant now = clock.instant();
      Optional<byte[]> checkpoint = due.map(why -> chain.checkpoint(now, why, key));
      if (checkpoint.isPresent()) {
        length = append(checkpoint.get(), length);
      }
      file.write(out, length);
      if (checkpoint.isPresent()) {
        file.replaceHead(checkpoint.get());
        lastCheckpoint = now;
        disk.look(now);
      }
      file.accept(length);
      checkpoint.ifPresent(witness::keep);
      cause = "";
      rotating = file.good() >= settings.segmentBytes() && chain.uncovered() == 0;
    } catch (IOException | RuntimeException e) {
      chain.backTo(mark);
      long still = refused.addAndGet(uncounted);
      assert still >= uncounted;
      throw e;
    } finally {
      shrink();
    }
  }

  private int append(List<Ticket> batch, int at) {
    int end = at;
    for (Ticket ticket : batch) {
      reserve(end + RecordLine.MAX_HEAD + ticket.bytes());
      end = chain.append(ticket.body(), out, end);
    }
    return end;
  }

  private int append(byte[] checkpoint, int at) {
    int end = at + checkpoint.length;
    reserve(end + 1);
    System.arraycopy(checkpoint, 0, out, at, checkpoint.length);
    out[end] = '\n';
    chain.acceptCheckpoint(checkpoint, 0, checkpoint.length);
    return end + 1;
  }

  private Optional<String> dueReason() {
    return chain.uncovered() >= settings.checkpointRecords()
        ? Optional.of("count")
        : intervalHasPassed() ? Optional.of("interval") : Optional.empty();
  }

  /** Each segment but the newest ends with a checkpoint, so that it can be judged by itself. */
  private Supplier<Optional<String>> rotationAfter(int length) {
    return () ->
        file.good() + length >= settings.segmentBytes()
            ? Optional.of("rotation")
            : Optional.empty();
  }

  /** A clock that was set back makes a checkpoint due: records would wait for hours otherwise. */
  private boolean intervalHasPassed() {
    return chain.uncovered() > 0
        && !Age.isLessThan(settings.checkpointInterval(), lastCheckpoint, clock.instant());
  }

  private long untilCheckpoint() {
    if (chain.uncovered() == 0) {
      return Long.MAX_VALUE;
    }
    Instant due = lastCheckpoint.plus(settings.checkpointInterval());
    return Math.max(1, Duration.between(clock.instant(), due).toNanos());
  }

  private void fail(Exception e) {
    if (available) {
      LOG.log(
          System.Logger.Level.ERROR,
          FullDisk.named("no record can be written, so nothing is let through: " + e, e));
    }
    failure = Optional.of(e instanceof IOException io ? io : new IOException(e));
    cause = e.toString();
    available = false;
  }

  private void recover() {
    try {
      file.restore();
      write(List.of(), Optional.of("open"));
      failure = Optional.empty();
      available = true;
      LOG.log(System.Logger.Level.INFO, "records can be written again");
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  /** What was refused since this was last recorded: nobody else says so. */
  private Optional<Ticket> refusals(long count) {
    return count == 0
        ? Optional.empty()
        : Optional.of(
            new Ticket(
                RecordLine.body(
                    AuditEntry.event(
                        "records-refused",
                        JsonObject.builder().put("refused", count).put("cause", cause).build()),
                    clock.instant())));
  }

  private void refuse(List<Ticket> batch) {
    inbox.done(batch);
    for (Ticket ticket : batch) {
      countRefused();
      ticket.refused();
    }
  }

  private void reserve(int bytes) {
    if (bytes >= out.length) {
      out = Arrays.copyOf(out, Math.max(bytes + 1, 2 * out.length));
    }
  }

  private void shrink() {
    if (out.length > ROOMY) {
      out = new byte[ROOMY];
    }
  }

  private void end() {
    available = false;
    ended = true;
    for (List<Ticket> rest = inbox.take(MOST); !rest.isEmpty(); rest = inbox.take(MOST)) {
      refuse(rest);
    }
    try {
      close();
    } catch (IOException e) {
      fail(e);
    }
  }

  /** Of a writer that was never run; one that ran has closed itself. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
