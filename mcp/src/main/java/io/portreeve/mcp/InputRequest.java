package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;

/** One thing that a server asks of the client: an elicitation, a sampling, or the roots. */
public sealed interface InputRequest {
  JsonObject params();

  String method();

  default JsonObject toJson() {
    return JsonObject.builder().put("method", method()).put("params", params()).build();
  }

  /** Asks the user; {@code mode} tells a form from a URL. */
  record Elicit(JsonObject params) implements InputRequest {
    public static final String METHOD = "elicitation/create";

    public boolean url() {
      return params.string("mode").filter("url"::equals).isPresent();
    }

    @Override
    public String method() {
      return METHOD;
    }
  }

  /** Asks for a completion by the client's model. */
  record Sample(JsonObject params) implements InputRequest {
    public static final String METHOD = "sampling/createMessage";

    @Override
    public String method() {
      return METHOD;
    }
  }

  /** Asks for the roots the client works in. */
  record Roots(JsonObject params) implements InputRequest {
    public static final String METHOD = "roots/list";

    @Override
    public String method() {
      return METHOD;
    }
  }

  static InputRequest of(JsonObject json) {
    return of(Members.string(json, "method"), RpcRequest.params(json));
  }

  static InputRequest of(String method, JsonObject params) {
    return switch (method) {
      case Elicit.METHOD -> new Elicit(params);
      case Sample.METHOD -> new Sample(params);
      case Roots.METHOD -> new Roots(params);
      default -> throw ProtocolException.methodNotFound();
    };
  }
}
