package io.portreeve.gateway;

import io.portreeve.gateway.audit.JournalSettings;
import io.portreeve.gateway.audit.Keep;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.LimitSettings;
import io.portreeve.gateway.config.form.ByteSize;
import io.portreeve.gateway.http.ListenerOptions;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.keys.SecretSource;

/** What the parts want to know of a configuration, in their own terms. */
final class Settings {
  /** The part of the heap that requests may take. */
  private static final int REQUESTS = 3;

  private Settings() {}

  static JournalSettings journal(Configuration configuration) {
    JournalSettings.Durability durability =
        switch (configuration.audit().durability()) {
          case PROCESS -> JournalSettings.Durability.PROCESS;
          case DISK -> JournalSettings.Durability.DISK;
        };
    JournalSettings usual = JournalSettings.of(durability);
    return new JournalSettings(
        durability,
        configuration.audit().rotate().bytes(),
        usual.queueBytes(),
        usual.patience(),
        usual.checkpointRecords(),
        usual.checkpointInterval(),
        usual.retry(),
        new Keep(
            configuration.audit().keepFor(),
            configuration.audit().keepSize().map(ByteSize::bytes)));
  }

  static ListenerOptions listener(Configuration configuration, SecretSource secrets)
      throws StartFault {
    int largest = Math.toIntExact(configuration.limits().maxRequest().bytes());
    int connections = configuration.limits().connections();
    // A connection has one request at a time, and those that listen stay: no other bound is needed.
    ListenerOptions options =
        ListenerOptions.defaults()
            .withMaxBody(largest, Runtime.getRuntime().maxMemory() / REQUESTS)
            .withMaxLoad(connections, configuration.limits().connectionsPerAddress(), connections);
    return configuration.tls().isEmpty()
        ? options
        : options.withTls(new ListenerFiles(configuration.tls().get(), secrets).tls());
  }

  /**
   * Whatever the limits let one principal do at once must find a connection: a listening stream
   * holds one for as long as it is open.
   */
  static PoolOptions pool(Configuration configuration) {
    LimitSettings limits = configuration.limits();
    PoolOptions usual = PoolOptions.defaults();
    return usual.withMaxConnections(
        Math.max(usual.maxPerDestination(), limits.concurrent() + limits.streams()),
        Math.max(usual.maxConnections(), limits.connections()));
  }
}
