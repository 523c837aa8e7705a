package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;

/** First message on a listening stream: what the server will really send. */
public record SubscriptionAcknowledged(JsonObject params) implements Notification {
  public static final String METHOD = "notifications/subscriptions/acknowledged";

  public SubscriptionAcknowledged {
    var _ = new SubscriptionFilter(Members.object(params, "notifications"));
  }

  public SubscriptionFilter filter() {
    return new SubscriptionFilter(Members.object(params, "notifications"));
  }

  public SubscriptionAcknowledged withFilter(SubscriptionFilter filter) {
    return new SubscriptionAcknowledged(params.with("notifications", filter.json()));
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public SubscriptionAcknowledged withParams(JsonObject replacement) {
    return new SubscriptionAcknowledged(replacement);
  }
}
