package io.portreeve.gateway.sandbox;

import java.util.List;

/**
 * A call that a confined thread is about to make, and waits to be answered about (linux/seccomp.h).
 *
 * @param id by which it is answered
 * @param thread as this process sees it
 * @param arguments all six
 */
record Notification(long id, int thread, Call call, List<Long> arguments) {
  Notification {
    arguments = List.copyOf(arguments);
  }

  long argument(int index) {
    return arguments.get(index);
  }

  /** An argument that the kernel takes for 32 bits. */
  int number(int index) {
    return arguments.get(index).intValue();
  }
}
