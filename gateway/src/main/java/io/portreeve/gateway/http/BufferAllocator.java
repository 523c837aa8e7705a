package io.portreeve.gateway.http;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;

/**
 * The buffers of all connections. In a small heap Netty keeps none of the longer ones: each would
 * be asked of the system, cleared, and given back, for every read and write of a long message. Here
 * they are parts of chunks that are kept while one of their parts is used, and one of them for
 * good; beyond so many chunks Netty's own have their turn, so that few buffers in many chunks never
 * keep all of the memory from the others.
 */
final class BufferAllocator extends AbstractByteBufAllocator {
  /** The longest that Netty keeps in any case. */
  private static final int SHORT = 16 * 1024;

  private static final int PAGE = 8 * 1024;

  /** A chunk is a page so many times doubled: a megabyte. */
  private static final int DOUBLED = 7;

  /** In bytes, of the 64 MiB of direct memory that the launcher grants. */
  private static final long MOST_CHUNKS = 24L << 20;

  private final ByteBufAllocator others = ByteBufAllocator.DEFAULT;
  private final PooledByteBufAllocator longer =
      new PooledByteBufAllocator(true, 0, 1, PAGE, DOUBLED, 0, 0, false);

  BufferAllocator() {
    super(true);
  }

  @Override
  protected ByteBuf newDirectBuffer(int size, int most) {
    boolean kept = size > SHORT && size <= PAGE << DOUBLED && chunks() < MOST_CHUNKS;
    return (kept ? longer : others).directBuffer(size, most);
  }

  /** What the longer ones take of the system, in bytes. */
  long chunks() {
    return longer.metric().usedDirectMemory();
  }

  @Override
  protected ByteBuf newHeapBuffer(int size, int most) {
    return others.heapBuffer(size, most);
  }

  @Override
  public boolean isDirectBufferPooled() {
    return true;
  }
}
