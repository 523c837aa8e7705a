package io.portreeve.gateway.downstream;

import io.portreeve.guard.Principal;
import io.portreeve.mcp.ClientCapabilities;
import io.portreeve.mcp.LogLevel;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.mcp.legacy.ClientHandshake;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a session is at any node that serves it.
 *
 * @param owner who began it, with the scopes that he had then
 * @param capabilities what was offered to the client; of it no more is written than sessions go by,
 *     since servers say as much there as they like
 * @param level what the client wants to be told at least; empty: it did not say
 */
public record OpenSession(
    Principal owner, ClientHandshake client, JsonObject capabilities, Optional<LogLevel> level) {

  /** As JSON; of the owner only what he is told by. */
  JsonObject written() {
    JsonObjectBuilder json =
        JsonObject.builder()
            .put("owner", authority(owner))
            .put("scopes", sorted(owner.scopes()))
            .put("revision", client.revision().wire())
            .put("client", client.capabilities().json())
            .put("capabilities", brief(capabilities));
    client.clientInfo().ifPresent(info -> json.put("info", info));
    return json.build();
  }

  /** Of an offer what a session goes by: which there are, and their features. */
  private static JsonObject brief(JsonObject offer) {
    JsonObject kept = JsonObject.empty();
    for (String name : List.of("logging", "tools", "prompts", "resources")) {
      if (offer.has(name)) {
        JsonObject features = JsonObject.empty();
        for (String feature : List.of("listChanged", "subscribe")) {
          if (offer.object(name).flatMap(it -> it.bool(feature)).orElse(false)) {
            features = features.with(feature, true);
          }
        }
        kept = kept.with(name, features);
      }
    }
    return kept;
  }

  /** The session that was written, if it is for this principal to go on with. */
  static Optional<OpenSession> read(
      JsonObject json, Optional<LogLevel> level, Principal principal) {
    Set<String> scopes =
        json.array("scopes").stream()
            .flatMap(JsonArray::stream)
            .map(scope -> ((JsonString) scope).value())
            .collect(Collectors.toUnmodifiableSet());
    Principal owner = principal.granted(principal.groups(), scopes);
    boolean his =
        json.array("owner").filter(authority(owner)::equals).isPresent()
            && principal.continues(owner);
    return his
        ? json.string("revision")
            .flatMap(Revision::of)
            .map(revision ->
                new OpenSession(
                    owner, handshake(json, revision), object(json, "capabilities"), level))
        : Optional.empty();
  }

  private static ClientHandshake handshake(JsonObject json, Revision revision) {
    return new ClientHandshake(
        revision, new ClientCapabilities(object(json, "client")), json.object("info"));
  }

  private static JsonObject object(JsonObject json, String name) {
    return json.object(name).orElse(JsonObject.empty());
  }

  /** All that must be the same of whoever goes on; scopes may have become more. */
  private static JsonArray authority(Principal who) {
    return JsonArray.of(
        JsonString.of(who.id()),
        JsonString.of(who.authentication().wire()),
        sorted(who.roles()),
        sorted(who.groups()),
        JsonString.of(who.delegation().client().map(client -> client.id()).orElse("")),
        JsonArray.ofStrings(who.delegation().actors().stream().map(actor -> actor.id()).toList()),
        JsonString.of(who.delegation().mayAct().map(actor -> actor.id()).orElse("")));
  }

  private static JsonArray sorted(Collection<String> all) {
    List<String> sorted = all.stream().sorted().toList();
    return JsonArray.ofStrings(sorted);
  }
}
