package io.portreeve.agent.memory;

import io.portreeve.gateway.store.DataDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * {@link Pages} as files of a folder, one for each memory, which nobody but their owner may read.
 * Not for network file systems.
 */
public final class FolderPages implements Pages {
  private static final int LOCKS = 64;

  private final DataDirectory folder;
  private final List<ReentrantLock> locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

  /** The folder of this, and only one of it in a process. */
  public FolderPages(DataDirectory folder) {
    this.folder = folder;
  }

  @Override
  public <T> T alone(MemoryId id, Work<T> work) throws IOException {
    ReentrantLock lock = locks.get(Math.floorMod(id.hashCode(), LOCKS));
    lock.lock();
    try {
      return locked(id.digest(), work);
    } finally {
      lock.unlock();
    }
  }

  /** The lock has a file of its own: that of the lines is another one after they were replaced. */
  private <T> T locked(String name, Work<T> work) throws IOException {
    Path lock = folder.privateFile(name + ".lock");
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (!held.isValid()) {
        throw new IOException("lost the lock " + lock);
      }
      return work.with(new FilePage(folder, name));
    } catch (OverlappingFileLockException twice) {
      throw new IOException("the memories of " + folder + " are open in this process twice", twice);
    }
  }

  private record FilePage(DataDirectory folder, String name) implements Page {
    @Override
    public List<String> lines() throws IOException {
      return file().read();
    }

    @Override
    public void append(List<String> lines) throws IOException {
      file().append(lines);
    }

    @Override
    public void replace(List<String> lines) throws IOException {
      file().replace(lines);
    }

    @Override
    public List<String> aside() throws IOException {
      return asideFile().read();
    }

    @Override
    public void setAside(List<String> lines) throws IOException {
      asideFile().appendWithin(lines, LineFile.MOST_ASIDE);
    }

    @Override
    public void clearAside() throws IOException {
      asideFile().replace(List.of());
    }

    private LineFile file() {
      return new LineFile(folder, name + ".jsonl");
    }

    private LineFile asideFile() {
      return new LineFile(folder, name + ".quarantine.jsonl");
    }
  }
}
