package io.portreeve.gateway.store;

import java.util.List;

/**
 * What was done with keys and pins, and is not yet in the audit log. Each act stands here from the
 * same transaction on in which it was done.
 */
public interface Acts {
  /** The oldest of them, at most so many. */
  List<Act> waiting(int most);

  /** It is in the audit log. */
  void recorded(Act act);
}
