package io.portreeve.gateway.audit;

import java.util.Optional;

/**
 * Holds the newest checkpoint a second time, apart from the journal's directory: so that a
 * directory that was emptied, or set back to an older state, does not look like a whole one.
 */
public interface Witness extends AutoCloseable {
  /** The line of the checkpoint that was kept last; empty if none ever was. */
  Optional<byte[]> kept();

  /** Keeps this line instead. Returns soon and throws nothing: the journal has it already. */
  void keep(byte[] checkpoint);

  /** Returns when what was handed over is kept. */
  @Override
  void close();

  /** Where there is no other place: nothing is ever kept. */
  static Witness none() {
    return new Witness() {
      @Override
      public Optional<byte[]> kept() {
        return Optional.empty();
      }

      @Override
      public void keep(byte[] checkpoint) {}

      @Override
      public void close() {}
    };
  }
}
