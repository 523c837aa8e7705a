package io.portreeve.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BufferAllocatorTest {
  private final BufferAllocator buffers = new BufferAllocator();

  @ParameterizedTest
  @ValueSource(ints = {1, 16 * 1024, 16 * 1024 + 1, 65_000, 1 << 20, (1 << 20) + 1})
  void buffer_holdsWhatWasAskedFor(int size) {
    ByteBuf buffer = buffers.directBuffer(size);
    try {
      buffer.writeZero(size - 1).writeByte(7);

      assertThat(buffer.isDirect()).isTrue();
      assertThat(buffer.getByte(size - 1)).isEqualTo((byte) 7);
    } finally {
      buffer.release();
    }
  }

  /** Each of a few that stay would keep a megabyte, until nothing is left for the short ones. */
  @Test
  void fewThatStayInManyChunks_doNotKeepAllMemory() {
    List<ByteBuf> all = new ArrayList<>();
    for (int i = 0; i < 1200; i++) {
      all.add(buffers.directBuffer(17_000));
    }
    long most = buffers.chunks();
    for (int i = 0; i < all.size(); i++) {
      if (i % 40 != 0) {
        all.get(i).release();
      }
    }
    for (int i = 0; i < all.size(); i += 40) {
      all.get(i).release();
    }

    assertThat(most).isPositive().isLessThanOrEqualTo(24 << 20);
  }

  /** The system is asked for a chunk once, not for a buffer each time. */
  @Test
  void longBuffers_areOfOneChunk_overAndOver() {
    ByteBuf first = buffers.directBuffer(65_000);
    long place = first.memoryAddress();
    first.release();
    for (int i = 0; i < 100; i++) {
      ByteBuf next = buffers.directBuffer(20_000 + i * 400);
      assertThat(next.memoryAddress()).isBetween(place - (1 << 20), place + (1 << 20));
      next.release();
    }
  }
}
