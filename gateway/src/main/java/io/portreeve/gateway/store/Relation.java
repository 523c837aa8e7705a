package io.portreeve.gateway.store;

import java.time.Instant;

/**
 * That an object belongs to a principal.
 *
 * @param kind what sort of object; ids are unique within a kind, so name the server in it
 */
public record Relation(String kind, String object, String principal, Instant since) {
  public Relation {
    if (kind.isBlank() || object.isBlank() || principal.isBlank()) {
      throw new IllegalArgumentException("a relation has a kind, an object and a principal");
    }
  }
}
