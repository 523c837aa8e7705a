package io.portreeve.gateway.catalog;

import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Exchange;

/** Port: asks a server for its definitions, so that the response controls judge and pin them. */
@FunctionalInterface
public interface CatalogLoader {
  /**
   * Returns when the lists were judged; a server that fails leaves the catalog as it was. Whether
   * the list was seen to its end.
   *
   * @throws NotAsked when there is no credential to ask the server with
   */
  boolean load(Exchange exchange, DefinitionPins.Kind kind) throws NotAsked, InterruptedException;
}
