package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;

/** A JSON document that anybody may read who asks an allowed host for it. */
public final class PublicDocument implements HttpHandler {
  private static final HttpFields FIELDS =
      HttpFields.of("content-type", "application/json", "cache-control", "max-age=60");

  private final Origins origins;
  private final byte[] document;

  public PublicDocument(Origins origins, JsonObject document) {
    this.origins = origins;
    this.document = document.toBytes();
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) {
    if (!origins.allow(request)) {
      Answers.unread(
          reply, HttpStatus.FORBIDDEN, ErrorCode.REFUSED, "this host or origin is not allowed");
      return;
    }
    switch (request.method()) {
      case "GET", "HEAD" -> reply.send(HttpStatus.OK, FIELDS, document.clone());
      default -> Answers.wrongMethod(reply, "GET, HEAD");
    }
  }

  /** Nobody's body is waited for. */
  @Override
  public Optional<String> sender(HttpRequest head) {
    return Optional.empty();
  }
}
