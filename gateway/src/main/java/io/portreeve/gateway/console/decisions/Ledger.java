package io.portreeve.gateway.console.decisions;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.audit.AuditTail;
import io.portreeve.mcp.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The newest decisions of the journal, so many as are worth their memory. Read once, and from then
 * on only what was added: a page costs what changed.
 */
public final class Ledger {
  /** So many decisions are kept. */
  public static final int MOST = 10_000;

  private static final long MOST_BYTES = 48L << 20;

  private static final AuditFilter ABOUT_MESSAGES =
      AuditFilter.all().kinds(Set.of(AuditKind.DECISION, AuditKind.REFUSAL, AuditKind.OUTCOME));

  private final AuditReader reader;
  private final int most;
  private final long mostBytes;
  private final NavigableMap<Long, Decided> byNumber = new TreeMap<>();
  private final Map<String, Long> byExchange = new HashMap<>();
  private Optional<AuditTail> tail = Optional.empty();
  private long bytes;
  private boolean cut;

  /** Of this journal, of which nothing is read yet. */
  public Ledger(AuditReader reader) {
    this(reader, MOST, MOST_BYTES);
  }

  /**
   * One that keeps another number.
   *
   * @param mostBytes so long may their records be, all together; the newest is kept in any case
   */
  Ledger(AuditReader reader, int most, long mostBytes) {
    this.reader = reader;
    this.most = most;
    this.mostBytes = mostBytes;
  }

  /**
   * All that are known now, the newest first.
   *
   * @throws UncheckedIOException if the journal cannot be read
   */
  public synchronized List<Decided> newest() {
    look();
    return new ArrayList<>(byNumber.descendingMap().values());
  }

  /**
   * Reads what is there in a thread of its own, so that the first who looks need not wait for it.
   * That the journal cannot be read is told to the operator, and to whoever looks.
   */
  public Thread readAhead() {
    return Thread.ofPlatform()
        .name("console-ledger")
        .daemon()
        .start(() -> {
          try {
            var _ = newest();
          } catch (UncheckedIOException unreadable) {
            System.getLogger("io.portreeve.console.log-unreadable")
                .log(
                    System.Logger.Level.WARNING,
                    "the console could not read the audit log: {0}",
                    String.valueOf(unreadable.getMessage()));
          }
        });
  }

  /**
   * Whether there may have been older ones than {@link #newest} gave last: more than are kept here,
   * or such as are not in the journal any more.
   */
  public synchronized boolean isCut() {
    return cut;
  }

  /** The one with this number in the journal, if it is among the newest. */
  synchronized Optional<Decided> find(long number) {
    look();
    return Optional.ofNullable(byNumber.get(number));
  }

  private void look() {
    try {
      if (tail.isEmpty()) {
        begin();
      } else {
        tail.get().poll(this::take);
      }
    } catch (IOException unreadable) {
      forget();
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What comes between the two looks is seen by both. */
  private void begin() throws IOException {
    AuditTail from = reader.tail(ABOUT_MESSAGES);
    // Of each message there are two at most, and outcomes of older ones may stand among them.
    List<AuditRecord> read = reader.last(3 * most, ABOUT_MESSAGES);
    cut = read.size() == 3 * most || !reader.isWhole();
    read.forEach(this::take);
    tail = Optional.of(from);
  }

  private void forget() {
    tail = Optional.empty();
    byNumber.clear();
    byExchange.clear();
    bytes = 0;
    cut = false;
  }

  private void take(AuditRecord record) {
    switch (record.kind()) {
      case DECISION, REFUSAL -> {
        if (!byNumber.containsKey(record.seq())) {
          keep(Decided.of(record));
        }
      }
      case OUTCOME ->
          Optional.ofNullable(byExchange.get(record.exchange()))
              .flatMap(number -> Optional.ofNullable(byNumber.get(number)))
              .filter(one -> one.outcome().isEmpty())
              .ifPresent(one -> keep(one.ended(record)));
      case EVENT, CHECKPOINT -> {}
    }
    while (byNumber.size() > most || (bytes > mostBytes && byNumber.size() > 1)) {
      cut = true;
      drop(byNumber.firstEntry().getValue());
    }
  }

  private void keep(Decided one) {
    Optional.ofNullable(byNumber.put(one.number(), one)).ifPresent(old -> bytes -= size(old));
    bytes += size(one);
    if (!one.record().exchange().isEmpty()) {
      byExchange.put(one.record().exchange(), one.number());
    }
  }

  private void drop(Decided one) {
    byNumber.remove(one.number());
    byExchange.remove(one.record().exchange(), one.number());
    bytes -= size(one);
  }

  private static long size(Decided one) {
    return JsonWriter.measure(one.record().json())
        + one.outcome().map(it -> (long) JsonWriter.measure(it.json())).orElse(0L);
  }
}
