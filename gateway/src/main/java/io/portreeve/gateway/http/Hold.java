package io.portreeve.gateway.http;

/**
 * A part in the memory that a message takes: counted until everybody who has one has closed it.
 * Closing it again does nothing.
 */
@FunctionalInterface
public interface Hold extends AutoCloseable {
  /** Of what is not counted. */
  static Hold nothing() {
    return () -> {};
  }

  @Override
  void close();
}
