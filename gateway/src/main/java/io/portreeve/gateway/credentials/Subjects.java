package io.portreeve.gateway.credentials;

import io.portreeve.guard.Exchange;
import java.util.Optional;

/** Knows with which token the sender of an exchange came. */
@FunctionalInterface
interface Subjects {
  /** Empty if it was no access token. */
  Optional<Subject> of(Exchange exchange);
}
