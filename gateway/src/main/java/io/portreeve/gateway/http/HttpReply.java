package io.portreeve.gateway.http;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The answer to one request: exactly one call of {@link #send} or {@link #stream}, from any thread.
 *
 * <p>The fields that frame a message ({@code content-length}, {@code transfer-encoding}, {@code
 * connection} and their kin) belong to the connection; a reply that carries one is refused with an
 * {@link IllegalArgumentException}.
 */
public interface HttpReply {

  /**
   * Hands over a whole answer; a peer that is gone is not an error. Returns at once, but waits
   * until a long body was taken, so that it counts as being dealt with. A HEAD request gets the
   * length of the body and not the body.
   *
   * @param body not to be changed afterwards
   * @throws IllegalStateException if there was a reply already
   */
  default void send(int status, HttpFields headers, byte[] body) {
    send(status, headers, List.of(ByteBuffer.wrap(body)));
  }

  /** Likewise, of a body in parts: they are copied once, to where the system takes them from. */
  void send(int status, HttpFields headers, List<ByteBuffer> body);

  /**
   * Sends the head at once and leaves the body to the caller, who must close the stream.
   *
   * @throws IllegalStateException if there was a reply already
   */
  HttpStream stream(int status, HttpFields headers);

  /**
   * Runs {@code listener} once, on a virtual thread, if the peer goes away before the reply is
   * complete; at once if it has gone already. A peer that closes only its sending half counts as
   * gone, yet can still be replied to.
   */
  void onDisconnect(Runnable listener);

  /**
   * For whoever deals with the request when the handler has returned, as an exchange does that
   * outlives its connection: what the request takes is counted until that is closed, too. To be
   * asked for by the handler.
   */
  Hold hold();

  /** Whether the peer, as far as is known, is still there to be replied to. */
  boolean open();
}
