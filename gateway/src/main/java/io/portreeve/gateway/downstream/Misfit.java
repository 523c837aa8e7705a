package io.portreeve.gateway.downstream;

import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;

/** A modern message that the ladder refuses: the error its sender gets, and with which status. */
final class Misfit extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient McpError error;

  private Misfit(int status, McpError error) {
    super(error.message(), null, false, false);
    this.status = status;
    this.error = error;
  }

  int status() {
    return status;
  }

  McpError error() {
    return error;
  }

  static Misfit of(McpError error) {
    return new Misfit(HttpStatus.of(error), error);
  }

  static Misfit badRequest(int code, String message) {
    return new Misfit(HttpStatus.BAD_REQUEST, new McpError(code, message));
  }

  static Misfit headers(String message) {
    return badRequest(ErrorCode.HEADER_MISMATCH, "header mismatch: " + message);
  }

  static Misfit version(String requested) {
    List<String> supported = List.of(Revision.V2026_07_28.wire());
    JsonObject data =
        JsonObject.builder()
            .put("supported", JsonArray.ofStrings(supported))
            .put("requested", requested)
            .build();
    McpError error = new McpError(ErrorCode.UNSUPPORTED_VERSION, "unsupported protocol version");
    return new Misfit(HttpStatus.BAD_REQUEST, error.withData(data));
  }
}
