package io.portreeve.mcp;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonString;

/** A JSON-RPC id: a string or an integer, kept with its type and its literal. Never null. */
public record RequestId(Json json) {
  public RequestId {
    boolean integer = json instanceof JsonNumber number && number.isInteger();
    if (!integer && !(json instanceof JsonString)) {
      throw ProtocolException.invalidRequest("`id` must be a string or an integer");
    }
  }

  public static RequestId of(long number) {
    return new RequestId(JsonNumber.of(number));
  }

  public static RequestId of(String text) {
    return new RequestId(JsonString.of(text));
  }
}
