package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.RequestMeta;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.mcp.legacy.DeclaredCapabilities;
import io.portreeve.mcp.legacy.ServerHandshake;
import java.util.List;
import java.util.Optional;

/** Finds out which era a server speaks (specification 2026-07-28, versioning). */
interface EraProbe {
  /**
   * Asks the server, with the credential of this caller.
   *
   * @throws UpstreamException when what it does is evidence of nothing
   */
  ServerEra probe(Caller caller) throws UpstreamException, InterruptedException;

  /** A discovery: the one question that every modern server must answer. */
  Request DISCOVER =
      new Discover(
          JsonObject.of(
              MetaKeys.META, JsonObject.of(RequestMeta.CLIENT_CAPABILITIES, JsonObject.empty())));

  static RpcRequest discovery() {
    return ModernAsk.of(DISCOVER, RequestId.of("probe"));
  }

  /** The beginning of a session, as stateful servers know it. */
  static RpcRequest handshake(RequestId id) {
    JsonObject params = ServerHandshake.ask(DeclaredCapabilities.none(), OwnName.IMPLEMENTATION);
    return new RpcRequest(id, ServerHandshake.METHOD, params);
  }

  /** What the answer to a discovery shows. */
  enum Evidence {
    MODERN,
    /** It may speak a stateful revision. */
    NOT_MODERN,
    /** It speaks only revisions that we do not. */
    FOREIGN
  }

  static Evidence of(RpcResponse answer) {
    return switch (answer) {
      case RpcResponse.Success success ->
          success
              .result()
              .array("supportedVersions")
              .map(EraProbe::byVersions)
              .orElse(Evidence.NOT_MODERN);
      case RpcResponse.Refusal refusal ->
          switch (refusal.error().code()) {
            case ErrorCode.UNSUPPORTED_VERSION ->
                supported(refusal.error()).map(EraProbe::byVersions).orElse(Evidence.MODERN);
            case ErrorCode.HEADER_MISMATCH, ErrorCode.MISSING_CLIENT_CAPABILITY -> Evidence.MODERN;
            default -> Evidence.NOT_MODERN;
          };
    };
  }

  private static Optional<JsonArray> supported(McpError error) {
    return error
        .data()
        .filter(JsonObject.class::isInstance)
        .flatMap(object -> ((JsonObject) object).array("supported"));
  }

  private static Evidence byVersions(JsonArray versions) {
    List<Revision> known =
        versions.stream()
            .filter(JsonString.class::isInstance)
            .flatMap(version -> Revision.of(((JsonString) version).value()).stream())
            .toList();
    if (known.contains(Revision.LATEST)) {
      return Evidence.MODERN;
    }
    return known.isEmpty() ? Evidence.FOREIGN : Evidence.NOT_MODERN;
  }

  static UpstreamException foreign() {
    return new UpstreamException("the server speaks no revision that we speak");
  }
}
