package io.portreeve.mcp.legacy;

import io.portreeve.mcp.ClientCapabilities;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import java.util.Optional;

/**
 * What a stateful client said of itself in its {@code initialize}, and the answer to it.
 *
 * @param revision the one that the session speaks: what the client offered, or our newest stateful
 *     one if we do not know that (specification 2025-11-25, lifecycle, version negotiation)
 * @param capabilities those that mean something in 2026-07-28 and existed in the revision
 */
public record ClientHandshake(
    Revision revision, ClientCapabilities capabilities, Optional<JsonObject> clientInfo) {
  public static final String METHOD = "initialize";

  /**
   * Reads the parameters of an {@code initialize}.
   *
   * @throws ProtocolException when the revision or the capabilities are missing
   */
  public static ClientHandshake of(JsonObject params) {
    Revision revision =
        Revision.of(params.string("protocolVersion").orElseThrow(() -> missing("protocolVersion")))
            .filter(Revision::stateful)
            .orElse(Revision.LATEST_STATEFUL);
    JsonObject capabilities =
        params.object("capabilities").orElseThrow(() -> missing("capabilities"));
    return new ClientHandshake(
        revision,
        known(new ClientCapabilities(capabilities), revision),
        params.object("clientInfo"));
  }

  /** The {@code InitializeResult} that offers what was discovered and the gateway can carry. */
  public JsonObject answer(DiscoverResult offer, JsonObject fallbackInfo) {
    JsonObject info =
        offer
            .json()
            .object(MetaKeys.META)
            .flatMap(meta -> meta.object(MetaKeys.SERVER_INFO))
            .orElse(fallbackInfo);
    JsonObjectBuilder json =
        JsonObject.builder()
            .put("protocolVersion", revision.wire())
            .put("capabilities", ServerHandshake.carried(offer.capabilities()))
            .put("serverInfo", info);
    offer.instructions().ifPresent(text -> json.put("instructions", text));
    return json.build();
  }

  private static ClientCapabilities known(ClientCapabilities claimed, Revision revision) {
    DeclaredCapabilities all = DeclaredCapabilities.of(claimed, false);
    boolean newest = revision.atLeast(Revision.V2025_11_25);
    return new ClientCapabilities(
        new DeclaredCapabilities(
                all.roots(),
                all.sampling(),
                all.samplingContext(),
                newest && all.samplingTools(),
                revision.atLeast(Revision.V2025_06_18) && all.formElicitation(),
                newest && all.urlElicitation())
            .toJson());
  }

  private static ProtocolException missing(String member) {
    return ProtocolException.invalidParams("`" + member + "` is missing");
  }
}
