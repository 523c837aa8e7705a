package io.portreeve.gateway.store;

/**
 * Everything durable that the gateway keeps, one port per concern, all in one transaction domain.
 *
 * <p>Every port is safe for use by many threads. After {@link #close()} every call throws {@link
 * StoreUnavailable}; writes that were accepted before are committed first.
 */
public interface Store extends AutoCloseable {
  ApiKeys apiKeys();

  Pins pins();

  Relations relations();

  Settings settings();

  Acts acts();

  Acceptances acceptances();

  Approvals approvals();

  MemorySignatures memorySignatures();

  @Override
  void close();
}
