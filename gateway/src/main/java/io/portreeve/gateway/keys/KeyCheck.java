package io.portreeve.gateway.keys;

import io.portreeve.gateway.store.ApiKeyRecord;

/** What came of checking a presented key. */
public sealed interface KeyCheck {
  /** The key is good; the record says whose authority it carries. */
  record Accepted(ApiKeyRecord key) implements KeyCheck {}

  /** The key was good once: it is genuine, but was revoked or has expired. */
  record Ended(ApiKeyRecord key, KeyFault fault) implements KeyCheck {}

  /** The key is no good. Why is for the operator: whoever presented it learns only that. */
  record Rejected(KeyFault fault) implements KeyCheck {}
}
