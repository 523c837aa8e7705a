package io.portreeve.gateway.audit;

import io.portreeve.gateway.keeping.InstantText;
import io.portreeve.gateway.opening.Opened;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.waiting.Uninterrupted;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * The append-only journal of one gateway.
 *
 * <p>Promise: {@link #append} either takes the record, and then it is written or its ticket says
 * that it was not, or throws {@link AuditUnavailable} within the configured patience. After an I/O
 * error everything is refused until writing works again; the first record then says how many were.
 * One process at a time has a journal open.
 */
public final class AuditJournal implements AutoCloseable {
  private static final String DIRECTORY = "audit";

  private final Inbox inbox;
  private final JournalWriter writer;
  private final Thread thread;
  private final JournalParts parts;
  private final AutoCloseable lock;
  private final InstantText times = new InstantText();

  private AuditJournal(Inbox inbox, JournalWriter writer, JournalParts parts, AutoCloseable lock) {
    this.inbox = inbox;
    this.writer = writer;
    this.parts = parts;
    this.lock = lock;
    this.thread = Thread.ofVirtual().name("audit-writer").unstarted(writer);
  }

  /** The directory of the journal inside a data directory. */
  public static Path directoryIn(Path data) {
    return data.resolve(DIRECTORY);
  }

  /** Whether a data directory has a journal with anything in it. */
  public static boolean isIn(Path data) {
    try {
      return !new DiskFolder(directoryIn(data)).segments().isEmpty();
    } catch (IOException unreadable) {
      return true;
    }
  }

  /** Opens the journal of a data directory, repairing what a crash left. */
  public static AuditJournal open(DataDirectory data, JournalParts parts) throws AuditUnavailable {
    DataDirectory directory = data.directory(DIRECTORY);
    return open(new DiskFolder(directory.path()), parts, lock(directory));
  }

  /**
   * Lets a new journal begin where there is none any more; its first record says what was known of
   * the one before.
   *
   * @throws AuditUnavailable also if there still is one
   */
  public static void begin(DataDirectory data, JournalParts parts) throws AuditUnavailable {
    DataDirectory directory = data.directory(DIRECTORY);
    open(Recovery::anew, new DiskFolder(directory.path()), parts, lock(directory)).close();
  }

  static AuditJournal open(JournalFolder folder, JournalParts parts, AutoCloseable lock)
      throws AuditUnavailable {
    return open(Recovery::of, folder, parts, lock);
  }

  private interface Start {
    Recovery in(JournalFolder folder, Witness witness, VerifyingKey key)
        throws IOException, AuditUnavailable;
  }

  private static AuditJournal open(
      Start start, JournalFolder folder, JournalParts parts, AutoCloseable lock)
      throws AuditUnavailable {
    try (Opened opened = new Opened()) {
      var _ = opened.with(lock);
      Witness witness = opened.with(parts.witness());
      Recovery recovery = start.in(folder, witness, parts.key().verifying());
      Inbox inbox = new Inbox(parts.settings().queueBytes());
      JournalWriter writer = opened.with(new JournalWriter(folder, recovery, inbox, parts));
      AuditEntry first = AuditEntry.event("journal-opened", JsonObject.empty());
      writer.begin(Stream.concat(recovery.events().stream(), Stream.of(first)).toList());
      AuditJournal journal = new AuditJournal(inbox, writer, parts, lock);
      journal.thread.start();
      return opened.complete(journal);
    } catch (IOException e) {
      throw new AuditUnavailable("the audit journal cannot be opened", e);
    }
  }

  /**
   * Hands a record to the writer. Not ended by an interrupt: what became of a cancelled exchange
   * must be recorded too.
   */
  public Ticket append(AuditEntry entry) throws AuditUnavailable {
    return append(new Ticket(RecordLine.body(entry, parts.clock().instant())));
  }

  /** Likewise, of fields that are text already. */
  public Ticket append(AuditKind kind, String exchange, JsonObjectWriter fields)
      throws AuditUnavailable {
    AuditEntry.refuseCheckpoint(kind);
    return append(
        new Ticket(RecordLine.body(kind, exchange, parts.clock().instant(), fields, times)));
  }

  private Ticket append(Ticket ticket) throws AuditUnavailable {
    if (ticket.bytes() > JournalSettings.MAX_RECORD_BYTES) {
      throw refusal("the record is longer than the audit journal takes");
    }
    if (!writer.isAvailable()) {
      throw refusal("the audit journal cannot be written");
    }
    if (!inbox.put(ticket, parts.settings().patience().toNanos())) {
      throw refusal("the audit journal is too slow");
    }
    if (writer.isEnded() && ticket.isWaiting()) {
      // Put after the writer had looked for the last time.
      ticket.refused();
    }
    return ticket;
  }

  private AuditUnavailable refusal(String why) {
    writer.countRefused();
    return new AuditUnavailable(why);
  }

  /** Whether records are being written at the moment. */
  public boolean isAvailable() {
    return writer.isAvailable();
  }

  /** How many records were written since this was opened. */
  public long written() {
    return writer.written();
  }

  /** How many were refused since then. */
  public long refused() {
    return writer.refused();
  }

  /** How many records wait for the writer. */
  public int waiting() {
    return inbox.waiting();
  }

  /**
   * Writes what was taken, then a last checkpoint.
   *
   * @throws AuditUnavailable if that was not possible
   */
  @Override
  public void close() throws AuditUnavailable {
    inbox.close();
    Uninterrupted.await(thread::join);
    parts.witness().close();
    release(lock);
    if (writer.failure().isPresent()) {
      throw new AuditUnavailable(
          "the audit journal could not be closed with a checkpoint",
          writer.failure().orElseThrow());
    }
  }

  /**
   * Keeps the journal of a data directory from being written until what it gives is closed.
   *
   * @throws JournalTaken if somebody writes it
   */
  public static AutoCloseable hold(DataDirectory data) throws AuditUnavailable {
    return lock(data.directory(DIRECTORY));
  }

  private static AutoCloseable lock(DataDirectory directory) throws AuditUnavailable {
    try {
      FileChannel channel =
          FileChannel.open(directory.privateFile("journal.lock"), StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw new JournalTaken(
            "another Portreeve runs on this data directory: stop it, or choose another with --data (clients that run side by side need one each)");
      }
      return channel;
    } catch (OverlappingFileLockException ours) {
      throw new JournalTaken("this process has the audit journal open already");
    } catch (IOException e) {
      throw new AuditUnavailable("the audit journal cannot be locked", e);
    }
  }

  private static void release(AutoCloseable lock) throws AuditUnavailable {
    try {
      lock.close();
    } catch (Exception e) {
      throw new AuditUnavailable("the audit journal could not be unlocked", e);
    }
  }
}
