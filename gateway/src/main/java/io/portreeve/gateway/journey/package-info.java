/**
 * The life of one exchange, from the decoded message to the last byte of its answer.
 *
 * <p>{@link io.portreeve.gateway.journey.Journey} is the whole of it; the rest of this package is
 * what its steps say to the outside: servers, clients, the audit, and the seals on what clients
 * carry for us.
 */
@NullMarked
package io.portreeve.gateway.journey;

import org.jspecify.annotations.NullMarked;
