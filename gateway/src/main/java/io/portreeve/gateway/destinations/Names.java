package io.portreeve.gateway.destinations;

import io.portreeve.gateway.http.AddressResolver;
import java.util.function.Function;

/**
 * Finds where names lead.
 *
 * @param allowed only where a connection of ours may go that is for this
 * @param all wherever they lead, for whoever vets by a rule of his own
 */
public record Names(Function<Purpose, AddressResolver> allowed, AddressResolver all) {
  /** Finds only where a connection may go that is for this. */
  public AddressResolver vetted(Purpose purpose) {
    return allowed.apply(purpose);
  }
}
