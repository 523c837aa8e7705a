package io.portreeve.mcp;

import java.util.Optional;

/** A request for one page of a list. */
public sealed interface Listing extends Request
    permits ListTools, ListPrompts, ListResources, ListResourceTemplates {
  /** Opaque; the empty string is a valid cursor (specification, pagination). */
  default Optional<String> cursor() {
    return Members.optionalString(params(), "cursor");
  }
}
