package io.portreeve.onnx.serving;

import io.portreeve.gateway.keys.Secret;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How questions are taken.
 *
 * @param address where; port 0 for any free one
 * @param token what an asker must show; empty: nothing
 * @param workers that ask the model at the same time
 * @param waiting questions that may wait for one of them
 * @param patience from the moment a question came until it is answered
 * @param longest how many characters all texts of a question may have
 */
public record ServingOptions(
    InetSocketAddress address,
    Optional<Secret> token,
    int workers,
    int waiting,
    Duration patience,
    int longest) {

  /** A character of JSON takes six bytes at most, and what is around the texts some more. */
  private static final int BYTES_OF_A_CHARACTER = 6;

  private static final int AROUND = 64 * 1024;

  /** What a text takes beside its characters. */
  private static final int BYTES_OF_A_TEXT = 96;

  /** Requests that are neither worked on nor wait, such as those that will be refused. */
  private static final int OTHERS = 16;

  /** How many requests there may be at once. */
  int requests() {
    return workers + waiting + OTHERS;
  }

  /** How many bytes the body of a request may have. */
  int body() {
    return longest * BYTES_OF_A_CHARACTER + AROUND;
  }

  /** How many bytes all bodies may have that are there at once. */
  long bodies() {
    return Math.max((long) OTHERS * body(), Runtime.getRuntime().maxMemory() / 2);
  }

  /** The most bytes of the heap that questions take: as they came, and the texts in them. */
  public long heap() {
    return Math.min(bodies(), (long) requests() * body())
        + (long) requests() * longest * Character.BYTES
        + (long) requests() * Question.MOST * BYTES_OF_A_TEXT;
  }
}
