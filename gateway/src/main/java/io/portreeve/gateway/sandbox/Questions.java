package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The kernel's questions about calls, over the open file that it gives for them
 * (seccomp_unotify(2)).
 */
final class Questions implements AutoCloseable {
  private static final long RECEIVE = 0xC050_2100L;
  private static final long SEND = 0xC018_2101L;
  private static final int QUESTION = 80;
  private static final int ANSWER = 24;
  private static final int GO_ON = 1;
  private static final int GONE = 2;
  private static final int INTERRUPTED = 4;

  private final Kernel kernel;
  private final Map<Integer, Call> calls;
  private final long file;
  private final MemorySegment question;
  private final MemorySegment answer;

  Questions(Kernel kernel, Map<Integer, Call> calls, long file) {
    this.kernel = kernel;
    this.calls = Map.copyOf(calls);
    this.file = file;
    this.question = kernel.memory(QUESTION);
    this.answer = kernel.memory(ANSWER);
  }

  long file() {
    return file;
  }

  /** The next; empty if whoever made the call is gone. */
  Optional<Notification> next() throws IOException {
    question.fill((byte) 0);
    if (!asked(RECEIVE, question)) {
      return Optional.empty();
    }
    List<Long> arguments = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      arguments.add(question.get(ValueLayout.JAVA_LONG, 32 + 8L * i));
    }
    int number = question.get(ValueLayout.JAVA_INT, 16);
    Call call = calls.get(number);
    if (call == null) {
      throw new IOException("the kernel asks about a call that we do not know: " + number);
    }
    return Optional.of(
        new Notification(
            question.get(ValueLayout.JAVA_LONG, 0),
            question.get(ValueLayout.JAVA_INT, 8),
            call,
            arguments));
  }

  void answer(Notification asked, Ruling ruling) throws IOException {
    answer.fill((byte) 0);
    answer.set(ValueLayout.JAVA_LONG, 0, asked.id());
    answer.set(ValueLayout.JAVA_INT, 16, -ruling.error());
    answer.set(ValueLayout.JAVA_INT, 20, ruling.goesOn() ? GO_ON : 0);
    boolean _ = asked(SEND, answer);
  }

  private boolean asked(long what, MemorySegment with) throws IOException {
    try {
      kernel.call(Call.IOCTL, file, what, with.address());
      return true;
    } catch (Kernel.Refused refused) {
      if (refused.error() == GONE || refused.error() == INTERRUPTED) {
        return false;
      }
      throw refused;
    }
  }

  @Override
  public void close() {
    kernel.close(file);
  }
}
