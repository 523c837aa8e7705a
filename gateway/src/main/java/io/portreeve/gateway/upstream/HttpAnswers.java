package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.HttpFailure;
import io.portreeve.gateway.http.HttpResponse;
import io.portreeve.gateway.http.MessageMemory;
import io.portreeve.gateway.journey.CredentialRefused;
import io.portreeve.gateway.journey.UpstreamException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;

/** What answers of a server are worth before their body is read as a message. */
final class HttpAnswers {
  private HttpAnswers() {}

  /** How long an answer may wait for others to be dealt with. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /**
   * The whole body, if it is no longer than {@code most}, comes in time and there is room for it.
   */
  static byte[] body(
      HttpResponse response, int most, Deadline deadline, MessageMemory.Holding holding)
      throws UpstreamException, InterruptedException {
    try {
      // Longer than it may be, it will not be taken: no more room is waited for.
      int announced = (int) Math.min(response.announced(), most);
      if (!holding.await(announced, PATIENCE)) {
        throw new UpstreamException(HeldAnswers.NO_ROOM);
      }
      byte[] first = response.next().orElse(new byte[0]);
      Optional<byte[]> chunk = response.next();
      if (chunk.isEmpty() && first.length <= most && holding.grow(first)) {
        return first;
      }
      ByteArrayOutputStream whole =
          new ByteArrayOutputStream(Math.max(announced, 2 * first.length));
      whole.writeBytes(first);
      for (; chunk.isPresent(); chunk = response.next()) {
        deadline.check();
        whole.writeBytes(chunk.get());
        if (whole.size() > most) {
          break;
        }
        if (!holding.grow(whole.size())) {
          throw new UpstreamException(HeldAnswers.NO_ROOM);
        }
      }
      if (whole.size() > most) {
        throw new UpstreamException("the server's answer is too long");
      }
      byte[] all = whole.toByteArray();
      if (!holding.grow(all)) {
        throw new UpstreamException(HeldAnswers.NO_ROOM);
      }
      return all;
    } catch (HttpFailure failure) {
      throw new UpstreamException("the server's answer broke: " + failure.getMessage());
    }
  }

  /** Whether there may be a message in JSON; who refuses a credential says nothing to a request. */
  static boolean mayHoldAMessage(int status) {
    return status == 200 || (status >= 400 && status != 401);
  }

  /** An answer without a message in it. */
  static UpstreamException unusable(int status) {
    return switch (status) {
      case 200 -> new UpstreamException("the server answered with a body of another type");
      case 401, 403 -> new CredentialRefused(status);
      default -> new UpstreamException("the server answered with HTTP " + status);
    };
  }
}
