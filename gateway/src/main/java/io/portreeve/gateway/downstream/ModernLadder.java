package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.LogLevel;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestMeta;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.headers.FieldValue;
import io.portreeve.mcp.headers.ParamField;
import io.portreeve.mcp.headers.ParamFields;
import io.portreeve.mcp.headers.StandardFields;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonString;
import java.util.List;
import java.util.Optional;

/**
 * The rungs that a request of revision 2026-07-28 climbs before it is a {@link Request}: its claim,
 * its headers, its method, its parameters. The body is the truth; headers must repeat it.
 */
final class ModernLadder {
  private final HttpFields headers;
  private final RpcRequest rpc;

  ModernLadder(HttpFields headers, RpcRequest rpc) {
    this.headers = headers;
    this.rpc = rpc;
  }

  Request climb() throws Misfit {
    RequestMeta meta = meta();
    String version = version(meta);
    repeats(StandardFields.PROTOCOL_VERSION, version);
    supported(version);
    capabilities(meta);
    level(meta);
    token(meta);
    repeats(StandardFields.METHOD, rpc.method());
    Request request = request();
    name(request);
    return TraceFields.fallBack(headers, request);
  }

  /** The same without the rungs of the headers, for a transport that has none. */
  static Request withoutHeaders(RpcRequest rpc) throws Misfit {
    ModernLadder ladder = new ModernLadder(HttpFields.empty(), rpc);
    RequestMeta meta = ladder.meta();
    supported(version(meta));
    capabilities(meta);
    level(meta);
    token(meta);
    return ladder.request();
  }

  private RequestMeta meta() throws Misfit {
    try {
      return RequestMeta.of(rpc.params());
    } catch (ProtocolException malformed) {
      throw Misfit.badRequest(ErrorCode.INVALID_PARAMS, malformed.error().message());
    }
  }

  /** The revision that it claims. */
  private static String version(RequestMeta meta) throws Misfit {
    return meta.protocolVersion().orElseThrow(() -> missing(RequestMeta.PROTOCOL_VERSION));
  }

  private static void supported(String version) throws Misfit {
    if (!version.equals(Revision.V2026_07_28.wire())) {
      throw Misfit.version(version);
    }
  }

  private static void capabilities(RequestMeta meta) throws Misfit {
    if (meta.json().object(RequestMeta.CLIENT_CAPABILITIES).isEmpty()) {
      throw missing(RequestMeta.CLIENT_CAPABILITIES);
    }
  }

  /**
   * A level that does not exist would be taken for none, and its client wonder where its logs are.
   */
  private static void level(RequestMeta meta) throws Misfit {
    boolean known = meta.logLevel().flatMap(LogLevel::of).isPresent();
    if (meta.json().has(RequestMeta.LOG_LEVEL) && !known) {
      throw Misfit.of(new McpError(ErrorCode.INVALID_PARAMS, "invalid params: unknown log level"));
    }
  }

  private static void token(RequestMeta meta) throws Misfit {
    boolean malformed =
        meta.progressToken()
            .filter(it -> !(it instanceof JsonString || it instanceof JsonNumber))
            .isPresent();
    if (malformed) {
      throw Misfit.of(new McpError(ErrorCode.INVALID_PARAMS, "invalid params: progress token"));
    }
  }

  private static Misfit missing(String member) {
    return Misfit.badRequest(
        ErrorCode.INVALID_PARAMS, "invalid params: `_meta` must hold `" + member + "`");
  }

  private Request request() throws Misfit {
    try {
      return Request.of(rpc.method(), rpc.params());
    } catch (ProtocolException unfit) {
      throw Misfit.of(unfit.error());
    }
  }

  private void name(Request request) throws Misfit {
    Optional<String> name = StandardFields.nameOf(request);
    if (name.isPresent()) {
      repeats(StandardFields.NAME, name.get());
    }
  }

  /** Exactly one field of that name, and it says what the body says. */
  private void repeats(String field, String value) throws Misfit {
    List<String> found = headers.all(field);
    if (found.size() != 1) {
      throw Misfit.headers("exactly one `" + field + "` is needed");
    }
    if (FieldValue.decode(found.getFirst()).filter(value::equals).isEmpty()) {
      throw Misfit.headers("`" + field + "` does not repeat the body");
    }
  }

  /** The fields that repeat arguments (custom headers from tool parameters). */
  static void parameters(HttpFields headers, CallTool call, ParamFields.Marks marks) throws Misfit {
    if (!(marks instanceof ParamFields.Marks.Valid valid)) {
      throw Misfit.of(new McpError(ErrorCode.INVALID_PARAMS, "unknown tool"));
    }
    for (ParamField field : valid.fields()) {
      List<String> found = headers.all(field.name());
      boolean given = field.valueIn(call.arguments()).isPresent();
      boolean repeated =
          found.size() == 1
              && FieldValue.decode(found.getFirst())
                  .filter(value -> field.repeats(value, call.arguments()))
                  .isPresent();
      if (given ? !repeated : !found.isEmpty()) {
        throw Misfit.headers("`" + field.name() + "` does not repeat the body");
      }
    }
  }
}
