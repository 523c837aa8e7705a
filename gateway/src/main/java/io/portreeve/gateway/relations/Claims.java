package io.portreeve.gateway.relations;

import io.portreeve.guard.Exchange;
import java.util.Set;

/** Port: makes a principal the owner of objects that nobody is anything to. */
@FunctionalInterface
public interface Claims {
  /** The relation that owning is. */
  String OWNER = "owner";

  /**
   * From when this returns, the principal owns those to which nobody was anything; the others it
   * gives back as they are. Whatever is thrown means that it cannot be told.
   */
  Set<ObjectName> claim(Exchange exchange, Set<ObjectName> objects);
}
