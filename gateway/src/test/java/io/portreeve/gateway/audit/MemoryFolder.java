package io.portreeve.gateway.audit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A journal's files in memory, on a disk that can be full, broken or slow. */
final class MemoryFolder implements JournalFolder {
  private final Map<String, byte[]> files = new TreeMap<>();
  private final AtomicInteger forced = new AtomicInteger();
  private byte[] head = {};
  private long room = Long.MAX_VALUE;
  private boolean headFails;
  private boolean forceFails;
  private boolean removalFails;
  private boolean dead;
  private String vanishing = "";
  private final AtomicInteger open = new AtomicInteger();
  private CountDownLatch gate = new CountDownLatch(0);
  private CountDownLatch arrived = new CountDownLatch(0);

  /** A copy, to tamper with. */
  synchronized MemoryFolder copy() {
    MemoryFolder copy = new MemoryFolder();
    files.forEach((name, bytes) -> copy.files.put(name, bytes.clone()));
    copy.head = head;
    return copy;
  }

  synchronized byte[] file(String name) {
    return Optional.ofNullable(files.get(name)).orElseThrow();
  }

  synchronized MemoryFolder put(String name, byte[] bytes) {
    files.put(name, bytes);
    return this;
  }

  synchronized MemoryFolder without(String name) {
    files.remove(name);
    return this;
  }

  synchronized MemoryFolder putHead(byte[] line) {
    head = line;
    return this;
  }

  /** How many bytes can still be written; the write that needs more leaves a part behind. */
  synchronized void leaveRoom(long bytes) {
    room = bytes;
  }

  synchronized void failHead(boolean fails) {
    headFails = fails;
  }

  synchronized void failForce(boolean fails) {
    forceFails = fails;
  }

  synchronized void failRemoval(boolean fails) {
    removalFails = fails;
  }

  /** Removes this file when somebody is about to read it. */
  synchronized void removeWhenRead(String name) {
    vanishing = name;
  }

  /** From now on every write throws what is no exception. */
  synchronized void die() {
    dead = true;
  }

  /** How many segments are open. */
  int opened() {
    return open.get();
  }

  int forced() {
    return forced.get();
  }

  /** Makes the next write wait until the latch opens; answers with one that opens when it waits. */
  synchronized CountDownLatch holdWrites(CountDownLatch until) {
    gate = until;
    arrived = new CountDownLatch(1);
    return arrived;
  }

  @Override
  public synchronized List<String> segments() {
    return List.copyOf(files.keySet());
  }

  @Override
  public synchronized Segment open(String name) {
    files.putIfAbsent(name, new byte[0]);
    open.incrementAndGet();
    return new MemorySegment(name);
  }

  @Override
  public synchronized InputStream read(String name) throws NoSuchFileException {
    if (name.equals(vanishing)) {
      files.remove(name);
    }
    if (!files.containsKey(name)) {
      throw new NoSuchFileException(name);
    }
    return new ByteArrayInputStream(file(name));
  }

  @Override
  public long size(String name) {
    return file(name).length;
  }

  @Override
  public synchronized void remove(String name) throws IOException {
    if (removalFails) {
      throw new IOException("the file stays");
    }
    files.remove(name);
  }

  @Override
  public synchronized long room() {
    return room;
  }

  @Override
  public synchronized Optional<byte[]> head() {
    return head.length == 0 ? Optional.empty() : Optional.of(head);
  }

  @Override
  public synchronized void replaceHead(byte[] line, boolean force) throws IOException {
    if (headFails) {
      throw new IOException("no space left for the head");
    }
    head = line.clone();
  }

  private void passGate() throws IOException {
    CountDownLatch held;
    synchronized (this) {
      held = gate;
      arrived.countDown();
    }
    try {
      if (!held.await(60, TimeUnit.SECONDS)) {
        throw new IOException("the gate stayed shut");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private synchronized void write(String name, byte[] bytes, int length, int position)
      throws IOException {
    if (dead) {
      throw new AssertionError("the machine is on fire");
    }
    int fits = (int) Math.min(length, room);
    byte[] old = file(name);
    byte[] grown = Arrays.copyOf(old, Math.max(old.length, position + fits));
    System.arraycopy(bytes, 0, grown, position, fits);
    files.put(name, grown);
    room -= fits;
    if (fits < length) {
      throw new IOException("no space left");
    }
  }

  private synchronized void force() throws IOException {
    forced.incrementAndGet();
    if (forceFails) {
      throw new IOException("the disk does not answer");
    }
  }

  private synchronized void cut(String name, long size) {
    files.put(name, Arrays.copyOf(file(name), (int) Math.min(size, file(name).length)));
  }

  private final class MemorySegment implements Segment {
    private final String name;

    MemorySegment(String name) {
      this.name = name;
    }

    @Override
    public long size() {
      return file(name).length;
    }

    @Override
    public void write(byte[] bytes, int length, long position) throws IOException {
      passGate();
      MemoryFolder.this.write(name, bytes, length, Math.toIntExact(position));
    }

    @Override
    public void force() throws IOException {
      MemoryFolder.this.force();
    }

    @Override
    public void truncate(long size) {
      cut(name, size);
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }
}
