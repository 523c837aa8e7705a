package io.portreeve.agent.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * How much is remembered of one conversation, or of one owner's notes; of more, the oldest is
 * forgotten.
 *
 * @param entries how many
 * @param bytes how long all of them are together, as JSON; none of them may be longer than a fourth
 */
public record MemoryLimits(int entries, long bytes) {
  public MemoryLimits {
    if (entries < 1 || bytes < 1024) {
      throw new IllegalArgumentException("a memory holds an entry, and a kilobyte, at least");
    }
  }

  /** 2,000 entries, 8 MiB. */
  public static MemoryLimits defaults() {
    return new MemoryLimits(2000, 8 << 20);
  }

  boolean allow(Entry entry) {
    return length(entry) <= bytes / 4;
  }

  boolean allow(List<Entry> all) {
    return all.size() <= entries && all.stream().mapToLong(MemoryLimits::length).sum() <= bytes;
  }

  /**
   * The newest that fit in three quarters, so that not each one forgets another. They begin with
   * what the user wrote, if he wrote among them: an answer without its question misleads.
   */
  List<Entry> newest(List<Entry> all) {
    List<Entry> kept = new ArrayList<>();
    long room = bytes / 4 * 3;
    for (Entry entry : all.reversed()) {
      room -= length(entry);
      if (room < 0 || kept.size() >= Math.max(1, entries / 4 * 3)) {
        break;
      }
      kept.addFirst(entry);
    }
    for (int i = 0; i < kept.size(); i++) {
      if (kept.get(i).origin().equals(Entry.USER)) {
        return kept.subList(i, kept.size());
      }
    }
    return kept;
  }

  private static long length(Entry entry) {
    return entry.content().toBytes().length + (long) entry.origin().length();
  }
}
