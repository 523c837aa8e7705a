package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.Doorway;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.util.Optional;

/**
 * The one HTTP endpoint of MCP: who comes, then what they say, then in which era they say it.
 *
 * <p>The era is read from the body; headers only cross-check it (specification 2026-07-28,
 * versioning). A message that claims the stateless revision nowhere is legacy.
 */
public final class McpEndpoint implements HttpHandler {
  private final Door door;
  private final ModernPost modern;
  private final LegacyEndpoint legacy;
  private final AuditTrail audit;
  private final JsonLimits limits;

  public McpEndpoint(
      Door door, ModernPost modern, LegacyEndpoint legacy, AuditTrail audit, JsonLimits limits) {
    this.door = door;
    this.modern = modern;
    this.legacy = legacy;
    this.audit = audit;
    this.limits = limits;
  }

  @Override
  public Optional<String> sender(HttpRequest head) {
    return door.sender(head);
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) throws InterruptedException {
    Optional<Doorway.Entry.Open> entry = door.enter(request, reply);
    if (entry.isPresent()) {
      admitted(request, entry.get(), reply);
    }
  }

  private void admitted(HttpRequest request, Doorway.Entry.Open entry, HttpReply reply)
      throws InterruptedException {
    switch (request.method()) {
      case "POST" -> post(request, entry, reply);
      case "GET" -> legacy.get(request, entry, reply);
      case "DELETE" -> legacy.delete(request, entry, reply);
      default -> {
        audit.turnedAway(entry.arrival(), Reason.MESSAGE_MALFORMED, "method");
        Answers.wrongMethod(reply, "POST, GET, DELETE");
      }
    }
  }

  private void post(HttpRequest request, Doorway.Entry.Open entry, HttpReply reply)
      throws InterruptedException {
    if (!isJson(request)) {
      audit.turnedAway(entry.arrival(), Reason.MESSAGE_MALFORMED, "content type");
      Answers.wrongType(reply);
      return;
    }
    try {
      Json body = JsonReader.read(request.body(), limits);
      if (Era.isModern(body, request.headers())) {
        modern.handle(request, body, entry, reply);
      } else {
        legacy.post(request, body, entry, reply);
      }
    } catch (JsonRefused refused) {
      audit.turnedAway(entry.arrival(), Reason.MESSAGE_MALFORMED, refused.fault().text());
      McpError error =
          new McpError(ErrorCode.PARSE_ERROR, "parse error: " + refused.fault().text());
      Answers.error(reply, Optional.empty(), error);
    }
  }

  static boolean isJson(HttpRequest request) {
    String type = request.headers().first("content-type").orElse("");
    int parameters = type.indexOf(';');
    String media = parameters < 0 ? type : type.substring(0, parameters);
    return media.strip().equalsIgnoreCase("application/json");
  }
}
