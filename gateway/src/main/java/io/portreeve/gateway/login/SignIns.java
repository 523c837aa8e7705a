package io.portreeve.gateway.login;

import java.util.Map;
import java.util.Optional;

/** Where the users of a configuration can sign in, by the operator's names for the issuers. */
record SignIns(Map<String, SignIn> issuers) {
  SignIns {
    issuers = Map.copyOf(issuers);
  }

  /** Where this principal does: at whoever gives out the tokens that name him. */
  Optional<SignIn> of(String principal) {
    int slash = principal.indexOf('/');
    return slash < 0
        ? Optional.empty()
        : Optional.ofNullable(issuers.get(principal.substring(0, slash)));
  }
}
