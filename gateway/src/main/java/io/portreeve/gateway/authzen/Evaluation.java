package io.portreeve.gateway.authzen;

import io.portreeve.guard.Actor;
import io.portreeve.guard.EndpointId;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.util.Collection;
import java.util.Optional;

/** What is asked about a use, and what an answer says. */
final class Evaluation {
  private Evaluation() {}

  /** Who wants what of whom, in the words that rules use. */
  static JsonObject request(Exchange exchange, Subject thing, JsonObject arguments) {
    return JsonObject.empty()
        .with("subject", subject(exchange.principal()))
        .with("action", JsonObject.empty().with("name", exchange.asked().method()))
        .with("resource", resource(thing, arguments))
        .with("context", context(exchange));
  }

  private static JsonObject context(Exchange exchange) {
    JsonObject context =
        JsonObject.empty().with("time", exchange.at().toString()).with("peer", exchange.peer());
    EndpointId endpoint = exchange.endpoint();
    return endpoint.equals(EndpointId.unnamed())
        ? context
        : context.with("endpoint", endpoint.value());
  }

  private static JsonObject subject(Principal principal) {
    JsonObjectBuilder properties =
        JsonObject.builder()
            .put("authentication", principal.authentication().wire())
            .put("roles", texts(principal.roles()))
            .put("groups", texts(principal.groups()))
            .put("scopes", texts(principal.scopes()));
    principal.delegation().client().ifPresent(client -> properties.put("client", client.id()));
    properties.put(
        "actors",
        JsonArray.ofStrings(principal.delegation().actors().stream().map(Actor::id).toList()));
    return JsonObject.empty()
        .with("type", "user")
        .with("id", principal.id())
        .with("properties", properties.build());
  }

  private static JsonArray texts(Collection<String> some) {
    return JsonArray.ofStrings(some.stream().sorted().toList());
  }

  private static JsonObject resource(Subject thing, JsonObject arguments) {
    JsonObject named =
        switch (thing) {
          case Subject.OfTool tool -> named("tool", tool.name().value());
          case Subject.OfPrompt prompt -> named("prompt", prompt.name().value());
          case Subject.OfResource resource -> named("resource", resource.uri().value());
        };
    return named.with(
        "properties",
        JsonObject.empty().with("server", thing.server().value()).with("arguments", arguments));
  }

  private static JsonObject named(String type, String id) {
    return JsonObject.empty().with("type", type).with("id", id);
  }

  /** The decision in the body of an answer; empty if there is none in it. */
  static Optional<Boolean> decision(byte[] body) {
    try {
      return JsonReader.read(body, JsonLimits.defaults()) instanceof JsonObject answer
          ? answer.bool("decision")
          : Optional.empty();
    } catch (JsonRefused malformed) {
      return Optional.empty();
    }
  }
}
