package io.portreeve.gateway.http;

import java.io.IOException;
import java.time.Duration;

/** The body of a streamed reply, for one writer at a time. */
public interface HttpStream extends AutoCloseable {

  /**
   * Sends a chunk without delay; blocks while the peer reads slower than this side writes.
   *
   * @param chunk not to be changed afterwards; an empty one writes nothing
   * @throws IOException if the peer is gone or did not take what was written in time
   * @throws InterruptedException if interrupted while blocked; the connection is then aborted
   */
  void write(byte[] chunk) throws IOException, InterruptedException;

  /**
   * Sends {@code comment} whenever nothing else was sent for so long, so that nobody in between
   * takes the stream for dead. Not while the peer reads slowly: then there is more than silence to
   * send.
   */
  void keepAlive(Duration silence, byte[] comment);

  /** Ends the reply; a second call does nothing. */
  @Override
  void close();

  /** Cuts the connection, so that the peer sees a broken reply instead of a short one. */
  void breakOff();
}
