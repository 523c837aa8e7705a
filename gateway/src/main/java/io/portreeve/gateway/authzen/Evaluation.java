package io.portreeve.gateway.authzen;

import io.portreeve.guard.Actor;
import io.portreeve.guard.EndpointId;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.OutsideDecisions.Use;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is asked about a use, and what an answer says. */
final class Evaluation {
  private Evaluation() {}

  /** Who wants what of whom, in the words that rules use. */
  static JsonObject request(Exchange exchange, Use use) {
    return about(exchange).with("resource", resource(use.thing(), use.arguments()));
  }

  /**
   * Likewise about several things, each of which is to be decided (AuthZEN Authorization API 1.0,
   * section 7).
   */
  static JsonObject request(Exchange exchange, List<Use> uses) {
    return about(exchange)
        .with(
            "evaluations",
            JsonArray.of(
                uses.stream()
                    .map(use ->
                        JsonObject.empty().with("resource", resource(use.thing(), use.arguments())))
                    .toList()))
        .with("options", JsonObject.empty().with("evaluations_semantic", "execute_all"));
  }

  private static JsonObject about(Exchange exchange) {
    return JsonObject.empty()
        .with("subject", subject(exchange.principal()))
        .with("action", JsonObject.empty().with("name", exchange.asked().method()))
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
    return answer(body).flatMap(answer -> answer.bool("decision"));
  }

  /** So many decisions, in the order of the questions; empty if it is any other number. */
  static Optional<List<Boolean>> decisions(byte[] body, int asked) {
    return answer(body)
        .flatMap(answer -> answer.array("evaluations"))
        .map(Evaluation::decisions)
        .filter(decided -> decided.size() == asked)
        .filter(decided -> decided.stream().allMatch(Optional::isPresent))
        .map(decided -> decided.stream().flatMap(Optional::stream).toList());
  }

  private static List<Optional<Boolean>> decisions(JsonArray evaluations) {
    return evaluations.stream()
        .map(one ->
            one instanceof JsonObject said ? said.bool("decision") : Optional.<Boolean>empty())
        .toList();
  }

  private static Optional<JsonObject> answer(byte[] body) {
    try {
      return JsonReader.read(body, JsonLimits.defaults()) instanceof JsonObject answer
          ? Optional.of(answer)
          : Optional.empty();
    } catch (JsonRefused malformed) {
      return Optional.empty();
    }
  }
}
