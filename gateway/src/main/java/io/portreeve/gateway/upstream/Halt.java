package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.UpstreamException;
import java.util.Optional;

/**
 * Whether a server may be spoken to. While it may not, nothing of it is opened or started, on
 * whoever's behalf, and whatever fails meanwhile fails for that reason.
 */
final class Halt {
  private volatile Optional<String> why = Optional.empty();

  /** It may not be spoken to; true if it might until now. */
  boolean begin(String reason) {
    boolean fresh = why.isEmpty();
    why = Optional.of(reason);
    return fresh;
  }

  void end() {
    why = Optional.empty();
  }

  boolean isOn() {
    return why.isPresent();
  }

  /** To be asked before anything is opened. */
  void check() throws UpstreamException {
    if (why.isPresent()) {
      throw new UpstreamException(why.get());
    }
  }

  /** What is to be said of a failure now. */
  UpstreamException of(UpstreamException failure) {
    return why.map(reason -> new UpstreamException(reason, failure)).orElse(failure);
  }
}
