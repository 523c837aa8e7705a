package io.portreeve.gateway.document;

import java.net.URI;

/**
 * Whoever was asked cannot be asked, or did not answer as it must. The message is ours, safe to
 * record.
 */
public final class DocumentUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public DocumentUnavailable(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** For this reason, at this address. */
  public DocumentUnavailable(String reason, URI uri) {
    super(reason + ": " + uri);
    this.reason = reason;
  }

  /** Without the address, for whoever must not learn all of it. */
  public String reason() {
    return reason;
  }
}
