package io.portreeve.gateway.demo;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.ListTools;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.util.List;
import java.util.Optional;

/** An MCP server of revision 2026-07-28 over HTTP, for the loopback only. */
public final class DemoServer implements HttpHandler {
  private static final HttpFields JSON = HttpFields.of("content-type", "application/json");

  private final DemoTools tools = new DemoTools(new Notes());

  @Override
  public void handle(HttpRequest request, HttpReply reply) {
    if (!request.method().equals("POST")) {
      reply.send(405, HttpFields.of("allow", "POST"), new byte[0]);
      return;
    }
    try {
      Json body = JsonReader.read(request.body(), JsonLimits.defaults());
      RpcMessage message = RpcMessage.of((JsonObject) body);
      if (message instanceof RpcRequest rpc) {
        answer(rpc, reply);
      } else {
        reply.send(202, HttpFields.empty(), new byte[0]);
      }
    } catch (JsonRefused | ClassCastException | ProtocolException malformed) {
      send(reply, 400, failure(Optional.empty(), ErrorCode.INVALID_REQUEST, "invalid request"));
    }
  }

  private void answer(RpcRequest rpc, HttpReply reply) {
    Optional<JsonObject> result = result(rpc);
    if (result.isPresent()) {
      JsonObject complete = result.get().with(Result.RESULT_TYPE, Result.COMPLETE);
      send(reply, 200, new RpcResponse.Success(rpc.id(), complete));
    } else {
      int status = rpc.method().equals(CallTool.METHOD) ? 200 : 404;
      int code = status == 200 ? ErrorCode.INVALID_PARAMS : ErrorCode.METHOD_NOT_FOUND;
      send(reply, status, failure(Optional.of(rpc.id()), code, "unknown method or tool"));
    }
  }

  private Optional<JsonObject> result(RpcRequest rpc) {
    return switch (rpc.method()) {
      case Discover.METHOD -> Optional.of(offer());
      case ListTools.METHOD -> Optional.of(page("tools", tools.definitions()));
      case CallTool.METHOD ->
          tools.call(
              rpc.params().string("name").orElse(""),
              rpc.params().object("arguments").orElse(JsonObject.empty()));
      default -> Optional.empty();
    };
  }

  private static JsonObject offer() {
    JsonObject info = JsonObject.empty().with("name", "portreeve-demo").with("version", "1");
    return page("supportedVersions", JsonArray.ofStrings(List.of(Revision.LATEST.wire())))
        .with("capabilities", JsonObject.of("tools", JsonObject.empty()))
        .with("instructions", "Keeps short notes, and adds numbers.")
        .with("_meta", JsonObject.of("io.modelcontextprotocol/serverInfo", info));
  }

  private static JsonObject page(String name, JsonArray entries) {
    return JsonObject.of(name, entries).with("ttlMs", 60_000).with("cacheScope", "public");
  }

  private static RpcResponse failure(Optional<RequestId> id, int code, String text) {
    return new RpcResponse.Refusal(id, new McpError(code, text));
  }

  private static void send(HttpReply reply, int status, RpcResponse response) {
    reply.send(status, JSON, response.toJson().toBytes());
  }
}
