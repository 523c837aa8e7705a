package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.HttpFailure;
import io.portreeve.gateway.http.HttpResponse;
import io.portreeve.gateway.journey.UpstreamException;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** What answers of a server are worth before their body is read as a message. */
final class HttpAnswers {
  private HttpAnswers() {}

  /** The whole body, if it is no longer than {@code most} and comes in time. */
  static byte[] body(HttpResponse response, int most, Deadline deadline)
      throws UpstreamException, InterruptedException {
    try {
      byte[] first = response.next().orElse(new byte[0]);
      Optional<byte[]> chunk = response.next();
      if (chunk.isEmpty() && first.length <= most) {
        return first;
      }
      ByteArrayOutputStream whole = new ByteArrayOutputStream(2 * first.length);
      whole.writeBytes(first);
      for (; chunk.isPresent(); chunk = response.next()) {
        deadline.check();
        whole.writeBytes(chunk.get());
        if (whole.size() > most) {
          break;
        }
      }
      if (whole.size() > most) {
        throw new UpstreamException("the server's answer is too long");
      }
      return whole.toByteArray();
    } catch (HttpFailure failure) {
      throw new UpstreamException("the server's answer broke: " + failure.getMessage());
    }
  }

  /** An answer without a message in it. */
  static UpstreamException unusable(int status) {
    return new UpstreamException(
        switch (status) {
          case 200 -> "the server answered with a body of another type";
          case 401, 403 -> "the server refused our credentials (HTTP " + status + ")";
          default -> "the server answered with HTTP " + status;
        });
  }
}
