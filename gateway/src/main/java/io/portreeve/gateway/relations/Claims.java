package io.portreeve.gateway.relations;

import io.portreeve.guard.Exchange;
import java.util.Set;

/** Port: makes a principal the owner of objects that nobody is anything to. */
@FunctionalInterface
public interface Claims {
  /** The relation that owning is. */
  String OWNER = "owner";

  /**
   * From when this returns, the principal owns them all, if nobody was anything to any of them;
   * else nothing has changed, and those to which somebody is something are given back. Whatever is
   * thrown means that it cannot be told.
   */
  Set<ObjectName> claim(Exchange exchange, Set<ObjectName> objects);
}
