package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.HttpResponse;

/** An answer that still comes, and can be cut off by whoever finds that it should not. */
final class OpenAnswer implements Pool.Shared, AutoCloseable {
  private final HttpResponse response;
  private volatile boolean over;

  OpenAnswer(HttpResponse response) {
    this.response = response;
  }

  HttpResponse response() {
    return response;
  }

  @Override
  public boolean isAlive() {
    return !over;
  }

  /** Lets go of it; whoever still reads finds its end. */
  @Override
  public void close() {
    over = true;
    response.close();
  }
}
