package io.portreeve.agent.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PipeTest {
  private final Pipe pipe = new Pipe();

  @Test
  void whatThreadsWrote_isReadInItsOrder_afterTheyEnded() throws Exception {
    for (String word : new String[] {"one ", "two ", "three"}) {
      Thread.ofVirtual().start(() -> write(word)).join();
    }
    pipe.out().close();

    assertThat(new String(pipe.in().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("one two three");
    assertThat(pipe.in().read()).isEqualTo(-1);
  }

  @Test
  void interruptedWriter_stillWritesAll() throws Exception {
    Thread.ofVirtual()
        .start(() -> {
          Thread.currentThread().interrupt();
          write("whole");
        })
        .join();
    pipe.out().close();

    assertThat(pipe.in().readAllBytes()).hasSize(5);
  }

  @Test
  void whoWritesAfterTheReaderClosed_isTold() throws Exception {
    pipe.in().close();

    assertThatThrownBy(() -> pipe.out().write(1)).isInstanceOf(IOException.class);
  }

  @Test
  void interruptedReader_readsNothing() throws Exception {
    InputStream in = pipe.in();
    Thread.currentThread().interrupt();

    assertThatThrownBy(in::read).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private void write(String word) {
    try {
      pipe.out().write(word.getBytes(StandardCharsets.UTF_8));
    } catch (IOException closed) {
      throw new AssertionError(closed);
    }
  }
}
