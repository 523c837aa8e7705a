package io.portreeve.gateway.store;

import io.portreeve.gateway.store.PostgresServer.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** PostgreSQL keeps every contract of the ports. */
@NeedsPostgres
class PostgresContractsTest extends StoreContracts {
  private static Database database;
  private Store store;

  @BeforeAll
  static void migrate() {
    database = PostgresServer.shared().database();
    database.open().close();
  }

  @BeforeEach
  void open() {
    database.empty();
    store = another();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  Store store() {
    return store;
  }

  @Override
  Store another() {
    return database.open();
  }
}
