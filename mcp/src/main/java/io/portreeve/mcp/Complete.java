package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;

/**
 * Asks for completions of one argument of a prompt or of a resource template. That argument is none
 * of those that were given before: of two values, a server could take the other. What was given
 * before is texts, as the schema has it: a server would write a number into an address, too, where
 * whoever judges the address reads none.
 */
public record Complete(JsonObject params) implements Invocation {
  public static final String METHOD = "completion/complete";

  public Complete {
    var _ = reference(params);
    var _ = Members.string(Members.object(params, "argument"), "name");
    var _ = Members.string(Members.object(params, "argument"), "value");
    if (givenBefore(params).has(Members.string(Members.object(params, "argument"), "name"))) {
      throw ProtocolException.invalidParams("`argument` is in `context.arguments` too");
    }
    for (JsonMember given : givenBefore(params)) {
      if (!(given.value() instanceof JsonString)) {
        throw ProtocolException.invalidParams("`context.arguments` must be strings");
      }
    }
  }

  /** What the argument belongs to: a prompt, or a resource template. */
  public sealed interface Reference {
    /** A prompt by name. */
    record ToPrompt(PromptName prompt) implements Reference {}

    /** A resource or a template by URI. */
    record ToResource(ResourceUri uri) implements Reference {}
  }

  public Reference reference() {
    return reference(params);
  }

  /** The same request about another thing: {@code member} is {@code name} or {@code uri}. */
  public Complete withReferenceTo(String member, String value) {
    return new Complete(params.with("ref", Members.object(params, "ref").with(member, value)));
  }

  /** The arguments that have their values already. */
  public JsonObject givenBefore() {
    return givenBefore(params);
  }

  private static JsonObject givenBefore(JsonObject params) {
    return Members.optionalObject(params, "context")
        .flatMap(context -> Members.optionalObject(context, "arguments"))
        .orElse(JsonObject.empty());
  }

  public String argumentName() {
    return Members.string(Members.object(params, "argument"), "name");
  }

  public String argumentValue() {
    return Members.string(Members.object(params, "argument"), "value");
  }

  private static Reference reference(JsonObject params) {
    JsonObject ref = Members.object(params, "ref");
    return switch (Members.string(ref, "type")) {
      case "ref/prompt" -> new Reference.ToPrompt(new PromptName(Members.string(ref, "name")));
      case "ref/resource" -> new Reference.ToResource(new ResourceUri(Members.string(ref, "uri")));
      default -> throw ProtocolException.invalidParams("`ref.type` is unknown");
    };
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public Complete withParams(JsonObject replacement) {
    return new Complete(replacement);
  }
}
