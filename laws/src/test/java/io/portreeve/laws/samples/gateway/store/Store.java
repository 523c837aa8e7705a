package io.portreeve.laws.samples.gateway.store;

import io.portreeve.laws.samples.gateway.KnowsEveryLibrary;
import java.sql.Connection;

/** Stands inside its fence, and forms a cycle with its user. */
public interface Store {
  Connection connection();

  KnowsEveryLibrary user();
}
