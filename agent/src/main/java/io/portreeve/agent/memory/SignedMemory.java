package io.portreeve.agent.memory;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * One memory: what is given back was written by this, for this owner and this conversation, in this
 * order, with this label, and nothing of it is left out unsaid. What else lies in its place is kept
 * aside and given to nobody.
 *
 * <p>Safe for many threads and processes. An entry is written before the head says so: who is ended
 * between the two finds it remembered, since only the key's holder can have made what follows a
 * head.
 */
public final class SignedMemory {
  private static final int GENERATION_BYTES = 16;

  private final MemoryId id;
  private final MemoryKeys keys;
  private final Pages pages;
  private final Heads heads;
  private final MemoryLimits limits;
  private final SecureRandom random;

  public SignedMemory(
      MemoryId id,
      MemoryKeys keys,
      Pages pages,
      Heads heads,
      MemoryLimits limits,
      SecureRandom random) {
    this.id = id;
    this.keys = keys;
    this.pages = pages;
    this.heads = heads;
    this.limits = limits;
    this.random = random;
  }

  public MemoryId id() {
    return id;
  }

  /**
   * All that is remembered; what does not verify is put aside by that.
   *
   * @throws IOException if it cannot be read: then nothing is known of it
   */
  public Recollection recall() throws IOException {
    return pages.alone(id, page -> settled(page).recollection());
  }

  /**
   * Appends these, and gives what is remembered then.
   *
   * @throws IOException if they cannot be kept; the first of them may have been, all the same
   * @throws IllegalArgumentException if one is too long, or untrusted and said to be the user's
   */
  public Recollection append(List<Entry> entries) throws IOException {
    return append(_ -> entries);
  }

  /**
   * The same of entries that are made after it is known what is remembered, and before anybody else
   * adds to that.
   */
  public Recollection append(Function<Recollection, List<Entry>> making) throws IOException {
    return pages.alone(
        id,
        page -> {
          Verified found = settled(page);
          return add(page, found, making.apply(found.recollection()));
        });
  }

  private Recollection add(Pages.Page page, Verified found, List<Entry> entries)
      throws IOException {
    entries.forEach(this::refuseIfUnfit);
    List<Entry> all = new ArrayList<>(found.entries());
    all.addAll(entries);
    if (!limits.allow(all)) {
      return write(page, found, limits.newest(all));
    }
    if (!entries.isEmpty()) {
      Head life = life(found.head());
      List<Signed> more = signed(life, life.first(), entries);
      page.append(more.stream().map(SignedLine::of).toList());
      heads.put(life.at(more.getLast()));
    }
    return new Recollection(all, found.planted().size(), found.missing());
  }

  /**
   * Makes what is remembered into something else: what the change leaves out is forgotten, what it
   * adds is remembered.
   *
   * @param change is given what is remembered as {@link #recall} gives it
   * @throws IllegalArgumentException as {@link #append} does, of entries that were not remembered
   */
  public Recollection rewrite(Function<Recollection, List<Entry>> change) throws IOException {
    return pages.alone(
        id,
        page -> {
          Verified found = settled(page);
          List<Entry> earlier = found.entries();
          List<Entry> wanted = change.apply(found.recollection());
          if (startsWith(wanted, earlier)) {
            return add(page, found, wanted.subList(earlier.size(), wanted.size()));
          }
          wanted.stream().filter(one -> !earlier.contains(one)).forEach(this::refuseIfUnfit);
          return write(page, found, limits.allow(wanted) ? wanted : limits.newest(wanted));
        });
  }

  private static boolean startsWith(List<Entry> all, List<Entry> beginning) {
    return all.size() >= beginning.size() && all.subList(0, beginning.size()).equals(beginning);
  }

  /** Signs everything anew, under the key that signs now. */
  public Recollection sign() throws IOException {
    return pages.alone(
        id,
        page -> {
          Verified found = settled(page);
          return write(page, found, found.entries());
        });
  }

  /** Whether something is signed by a key that signs no more; {@link #sign} changes that. */
  public boolean isSignedEarlier() throws IOException {
    return pages.alone(id, page -> settled(page).genuine().stream().anyMatch(keys::isEarlier));
  }

  /** The lines that were put aside. */
  public List<String> quarantine() throws IOException {
    return pages.alone(
        id,
        page -> {
          var _ = settled(page);
          return page.aside();
        });
  }

  /** Removes what was put aside. */
  public void clearQuarantine() throws IOException {
    var _ =
        pages.alone(
            id,
            page -> {
              page.clearAside();
              return page;
            });
  }

  /** Forgets everything: what was signed until now is worth nothing any more, should it return. */
  public void forget() throws IOException {
    var _ =
        pages.alone(
            id,
            page -> {
              heads.remove(id);
              page.replace(List.of());
              page.clearAside();
              return page;
            });
  }

  private void refuseIfUnfit(Entry entry) {
    if (entry.origin().equals(Entry.USER) && entry.label().tainted()) {
      throw new IllegalArgumentException("untrusted data is not remembered as the user's words");
    }
    if (!limits.allow(entry)) {
      throw new IllegalArgumentException("an entry is too long to be remembered");
    }
  }

  private Verified settled(Pages.Page page) throws IOException {
    Head known = heads.find(id).orElseGet(() -> Head.begin(id, ""));
    Verified found = new Verification(keys, known).of(page.lines());
    if (!found.planted().isEmpty()) {
      page.setAside(found.planted());
      page.replace(found.genuine().stream().map(SignedLine::of).toList());
    }
    if (found.head().sequence() > known.sequence()) {
      heads.put(found.head());
    }
    return found;
  }

  /**
   * Entries first, as always, unless there are none: nothing that lies there could then say that it
   * was meant so.
   */
  private Recollection write(Pages.Page page, Verified found, List<Entry> entries)
      throws IOException {
    Head life = life(found.head());
    List<Signed> written = signed(life, life.sequence() + 1, entries);
    if (written.isEmpty()) {
      heads.put(new Head(id, life.generation(), life.sequence(), life.mac(), life.sequence() + 1));
    }
    page.replace(written.stream().map(SignedLine::of).toList());
    if (!written.isEmpty()) {
      heads.put(life.at(written.getLast()));
    }
    return new Recollection(entries, found.planted().size(), 0);
  }

  private List<Signed> signed(Head life, long first, List<Entry> entries) {
    List<Signed> signed = new ArrayList<>();
    String previous = life.mac();
    long sequence = life.sequence();
    for (Entry entry : entries) {
      Signed one = keys.sign(life, ++sequence, previous, first, entry);
      signed.add(one);
      previous = one.mac();
    }
    return signed;
  }

  /** The same, or a new one that is known before anything is written under it. */
  private Head life(Head found) {
    if (!found.generation().isEmpty()) {
      return found;
    }
    byte[] fresh = new byte[GENERATION_BYTES];
    random.nextBytes(fresh);
    Head begun = Head.begin(id, HexFormat.of().formatHex(fresh));
    heads.put(begun);
    return begun;
  }
}
