package io.portreeve.gateway.destinations;

import io.portreeve.gateway.http.AddressResolver;

/**
 * Finds where names lead.
 *
 * @param vetted only where a connection of ours may go
 * @param all wherever they lead, for whoever vets by a rule of his own
 */
public record Names(AddressResolver vetted, AddressResolver all) {}
