package io.portreeve.gateway.journey;

import io.portreeve.guard.Principal;
import java.util.Optional;

/** Port: the handles by which hosts tell us which of their conversations a request belongs to. */
public interface Handles {
  /**
   * A conversation that begins now.
   *
   * @param said what the user wrote
   * @return its handle; empty where hosts are not given any
   */
  Optional<String> begin(Principal who, String said);

  /**
   * The user wrote more in one of his conversations; of any other text than its handle, nothing.
   */
  void hear(Principal who, String handle, String said);

  /** None are given out, and none are known. */
  static Handles none() {
    return new Handles() {
      @Override
      public Optional<String> begin(Principal who, String said) {
        return Optional.empty();
      }

      @Override
      public void hear(Principal who, String handle, String said) {}
    };
  }
}
