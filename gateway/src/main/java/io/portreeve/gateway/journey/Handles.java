package io.portreeve.gateway.journey;

import io.portreeve.guard.Label;
import io.portreeve.guard.Principal;
import java.util.Optional;
import java.util.Set;

/** Port: the handles by which hosts tell us which of their conversations a request belongs to. */
public interface Handles {
  /**
   * A conversation that begins now.
   *
   * @param said what the user wrote
   * @param read whether something was read in it before, of which nobody here knows anything
   * @return its handle; empty where hosts are not given any
   */
  Optional<String> begin(Principal who, String said, boolean read);

  /**
   * The user wrote more in one of his conversations; of any other text than its handle, nothing.
   */
  void hear(Principal who, String handle, String said);

  /** What he wrote last in it needs these tools, as its host planned. */
  void plan(Principal who, String handle, Set<String> tools);

  /** What was heard in one of his conversations; empty of any other text than its handle. */
  Optional<Label> heard(Principal who, String handle);

  /** Whether calls are held to plans. */
  boolean planned();

  /** None are given out, and none are known. */
  static Handles none() {
    return new Handles() {
      @Override
      public Optional<String> begin(Principal who, String said, boolean read) {
        return Optional.empty();
      }

      @Override
      public void hear(Principal who, String handle, String said) {}

      @Override
      public void plan(Principal who, String handle, Set<String> tools) {}

      @Override
      public Optional<Label> heard(Principal who, String handle) {
        return Optional.empty();
      }

      @Override
      public boolean planned() {
        return false;
      }
    };
  }
}
