package io.portreeve.gateway.store;

import java.time.Instant;

/**
 * One look at a server: what it shows may depend on who looks.
 *
 * @param viewer the id of the principal on whose behalf the server was asked
 */
public record Look(String viewer, Instant at) {}
