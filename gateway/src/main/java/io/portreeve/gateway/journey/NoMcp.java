package io.portreeve.gateway.journey;

/** Somebody answers there, in HTTP and not in the Model Context Protocol. */
public final class NoMcp extends UpstreamException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /** It answered so, with this status of HTTP. */
  public NoMcp(int status, String message) {
    super(message);
    this.status = status;
  }

  /** What the answer had. */
  public int status() {
    return status;
  }
}
