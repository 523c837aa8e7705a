package io.portreeve.gateway.telemetry;

import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.http.HttpFields;
import java.net.URI;
import java.util.Set;

/**
 * Whoever takes what we tell (OTLP 1.x, "OTLP/HTTP").
 *
 * @param url without the path of a signal
 * @param fields that show who we are
 */
record Collector(URI url, HttpFields fields, Documents documents) {
  /** "OTLP/HTTP Response": the same request may do better later. */
  private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);

  /** What it made of it. */
  sealed interface Taken {
    record Yes() implements Taken {}

    /** It will not take it a second time either. */
    record Never(int status) implements Taken {}
  }

  /**
   * Tells it one request.
   *
   * @param signal such as {@code traces}
   * @throws DocumentUnavailable if it may take it later
   */
  Taken tell(String signal, byte[] request) throws DocumentUnavailable, InterruptedException {
    int status = documents.protobuf(at(signal), fields, request).status();
    if (LATER.contains(status)) {
      throw new DocumentUnavailable("HTTP " + status, url);
    }
    return status >= 200 && status < 300 ? new Taken.Yes() : new Taken.Never(status);
  }

  private URI at(String signal) {
    String base = url.toString();
    return URI.create((base.endsWith("/") ? base : base + "/") + "v1/" + signal);
  }
}
