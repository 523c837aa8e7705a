package io.portreeve.controls.insecureresponsehandling;

import io.portreeve.guard.Reason;
import io.portreeve.mcp.ClientCapabilities;
import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a server may ask of a client: only what the client declared on this very request
 * (specification 2026-07-28, multi-round-trip requests), and only in the form that the protocol
 * gives it. A URL to open is https, or http on the loopback.
 */
final class InputRequestRules {
  private static final Set<String> FIELD_TYPES =
      Set.of("string", "number", "integer", "boolean", "array");

  /** What a sampling may come with unasked: nothing that another server said. */
  private static final Set<String> OWN_CONTEXT = Set.of("none", "thisServer");

  private final ClientCapabilities capabilities;
  private final ContentRules content;

  InputRequestRules(ClientCapabilities capabilities, ContentRules content) {
    this.capabilities = capabilities;
    this.content = content;
  }

  Optional<Flaw> check(InputRequest request) {
    return switch (request) {
      case InputRequest.Roots _ -> declared(capabilities.roots());
      case InputRequest.Sample sample -> declared(maySample(sample)).or(() -> sampling(sample));
      case InputRequest.Elicit elicit when elicit.url() ->
          declared(capabilities.urlElicitation()).or(() -> url(elicit));
      case InputRequest.Elicit elicit ->
          declared(capabilities.formElicitation()).or(() -> form(elicit));
    };
  }

  private boolean maySample(InputRequest.Sample sample) {
    boolean wantsContext =
        !OWN_CONTEXT.contains(sample.params().string("includeContext").orElse("none"));
    return sample.params().has("tools")
        ? capabilities.samplingTools()
        : wantsContext ? capabilities.samplingContext() : capabilities.sampling();
  }

  private static Optional<Flaw> declared(boolean capability) {
    return capability
        ? Flaw.none()
        : Optional.of(
            new Flaw(Reason.CLIENT_INCAPABLE, "the client did not declare the capability"));
  }

  private Optional<Flaw> sampling(InputRequest.Sample sample) {
    return sample
        .params()
        .array("messages")
        .map(messages -> Flaw.first(messages, this::message))
        .orElseGet(() -> Flaw.invalid("a sampling needs `messages`"));
  }

  private Optional<Flaw> message(Json message) {
    Optional<Json> said =
        message instanceof JsonObject object ? object.get("content") : Optional.empty();
    return said.map(
            one -> one instanceof JsonArray many ? Flaw.first(many, this::block) : block(one))
        .orElseGet(() -> Flaw.invalid("a message needs `content`"));
  }

  /** Of the blocks that tools bring into a sampling, a result holds blocks of its own. */
  private Optional<Flaw> block(Json json) {
    if (!(json instanceof JsonObject block)) {
      return Flaw.invalid("a content block is an object");
    }
    return switch (block.string("type").orElse("")) {
      case "tool_use" -> declared(capabilities.samplingTools());
      case "tool_result" ->
          declared(capabilities.samplingTools())
              .or(() ->
                  Flaw.first(block.array("content").orElse(JsonArray.of(List.of())), this::block));
      default -> content.block(block);
    };
  }

  private static Optional<Flaw> url(InputRequest.Elicit elicit) {
    return WebUrl.safe(elicit.params().string("url").orElse(""))
        ? Flaw.none()
        : Optional.of(new Flaw(Reason.URI_SCHEME_REFUSED, "an elicitation URL must be https"));
  }

  private static Optional<Flaw> form(InputRequest.Elicit elicit) {
    if (elicit.params().has("mode")
        && !elicit.params().string("mode").equals(Optional.of("form"))) {
      return Flaw.invalid("the mode of an elicitation is unknown");
    }
    Optional<JsonObject> fields =
        elicit
            .params()
            .object("requestedSchema")
            .filter(schema -> schema.string("type").equals(Optional.of("object")))
            .flatMap(schema -> schema.object("properties"));
    if (fields.isEmpty() || elicit.params().string("message").isEmpty()) {
      return Flaw.invalid("a form needs a `message` and a `requestedSchema`");
    }
    return Flaw.first(fields.get(), InputRequestRules::field);
  }

  /** Forms are flat: a schema that could hold more than primitive fields is none of ours. */
  private static Optional<Flaw> field(JsonMember field) {
    boolean primitive =
        field.value() instanceof JsonObject schema
            && schema.string("type").filter(FIELD_TYPES::contains).isPresent();
    return primitive ? Flaw.none() : Flaw.invalid("a form field must be primitive");
  }
}
