package io.portreeve.mcp.legacy;

import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a stateful server said of itself in its {@code InitializeResult}, and the same as the result
 * of a discovery.
 *
 * @param revision the one that the session speaks
 */
public record ServerHandshake(
    Revision revision,
    JsonObject capabilities,
    Optional<JsonObject> serverInfo,
    Optional<String> instructions) {
  public static final String METHOD = "initialize";
  public static final String DONE = "notifications/initialized";

  /** What the gateway can carry; anything else that a server offers would not work through us. */
  private static final Set<String> CARRIED =
      Set.of("tools", "prompts", "resources", "completions", "logging");

  /** The parameters of our {@code initialize}: the newest stateful revision is offered. */
  public static JsonObject ask(DeclaredCapabilities capabilities, JsonObject clientInfo) {
    return JsonObject.builder()
        .put("protocolVersion", Revision.LATEST_STATEFUL.wire())
        .put("capabilities", capabilities.toJson())
        .put("clientInfo", clientInfo)
        .build();
  }

  /**
   * Reads the answer to it.
   *
   * @throws ProtocolException when it is malformed, or names a revision that is unknown or not
   *     stateful
   */
  public static ServerHandshake of(JsonObject result) {
    Revision revision =
        result
            .string("protocolVersion")
            .flatMap(Revision::of)
            .filter(Revision::stateful)
            .orElseThrow(() -> ProtocolException.invalidRequest("no common revision"));
    JsonObject capabilities =
        result
            .object("capabilities")
            .orElseThrow(() -> ProtocolException.invalidParams("`capabilities` is missing"));
    return new ServerHandshake(
        revision,
        carried(capabilities),
        result.object("serverInfo"),
        result.string("instructions"));
  }

  /** Whether the server offers the capability, such as {@code resources}. */
  public boolean offers(String capability) {
    return capabilities.object(capability).isPresent();
  }

  /** Whether the server offers a feature of the capability, such as {@code subscribe}. */
  public boolean offers(String capability, String feature) {
    return capabilities.object(capability).flatMap(it -> it.bool(feature)).orElse(false);
  }

  /** Never to be cached: it depends on the session. */
  public DiscoverResult discovered() {
    JsonObjectBuilder json =
        JsonObject.builder()
            .put("supportedVersions", JsonArray.ofStrings(List.of(revision.wire())))
            .put("capabilities", capabilities);
    instructions.ifPresent(text -> json.put("instructions", text));
    return new DiscoverResult(FromServer.stamped(json.build(), this, true));
  }

  /** The capabilities that the gateway can carry, as the server wrote them. */
  public static JsonObject carried(JsonObject capabilities) {
    if (CARRIED.containsAll(capabilities.names())) {
      return capabilities;
    }
    JsonObjectBuilder kept = JsonObject.builder();
    for (JsonMember member : capabilities) {
      if (CARRIED.contains(member.name())) {
        kept.put(member);
      }
    }
    return kept.build();
  }

  /** The result with the server's name in its {@code _meta}, if it has one. */
  JsonObject signed(JsonObject result) {
    return serverInfo
        .map(info -> {
          JsonObject meta = result.object(MetaKeys.META).orElse(JsonObject.empty());
          return result.with(MetaKeys.META, meta.with(MetaKeys.SERVER_INFO, info));
        })
        .orElse(result);
  }
}
