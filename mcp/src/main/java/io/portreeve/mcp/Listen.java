package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;

/** Opens a stream of notifications; only what it names may be sent on it. */
public record Listen(JsonObject params) implements Request {
  public static final String METHOD = "subscriptions/listen";

  public Listen {
    var _ = new SubscriptionFilter(Members.object(params, "notifications"));
  }

  public SubscriptionFilter filter() {
    return new SubscriptionFilter(Members.object(params, "notifications"));
  }

  public Listen withFilter(SubscriptionFilter filter) {
    return new Listen(params.with("notifications", filter.json()));
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public Listen withParams(JsonObject replacement) {
    return new Listen(replacement);
  }
}
