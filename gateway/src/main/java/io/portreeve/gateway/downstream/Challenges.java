package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.guard.Reason;

/** Port: how a sender who is turned away learns what credential would do. */
@FunctionalInterface
public interface Challenges {
  /** The fields of the answer; they tell a sender nothing that the reason's answer would not. */
  HttpFields of(Reason reason);

  /** That a bearer token is needed, and no more. */
  static Challenges bearer() {
    return _ -> HttpFields.of("www-authenticate", "Bearer");
  }
}
