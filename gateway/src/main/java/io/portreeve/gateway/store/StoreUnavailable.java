package io.portreeve.gateway.store;

import io.portreeve.gateway.outage.FullDisk;
import java.io.Serial;

/**
 * The store could not do what was asked, so nothing may be assumed about it: the caller must
 * refuse.
 *
 * <p>The message is for the operator's log; it names no stored value.
 */
public final class StoreUnavailable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public StoreUnavailable(String message) {
    super(message);
  }

  /** A full disk among the causes is named. */
  public StoreUnavailable(String message, Throwable cause) {
    super(FullDisk.named(message, cause), cause);
  }
}
