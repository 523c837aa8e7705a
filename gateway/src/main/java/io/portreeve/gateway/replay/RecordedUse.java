package io.portreeve.gateway.replay;

import io.portreeve.gateway.policy.Gaps;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.json.JsonObject;

/**
 * A recorded use of a tool, a prompt or a resource.
 *
 * @param arguments as far as they are known
 * @param gaps what is not known of the message, or not as the rules saw it
 * @param was what became of it
 * @param reason why, in the record's own word; empty if nothing stood against it
 */
public record RecordedUse(
    Exchange exchange, Subject subject, JsonObject arguments, Gaps gaps, Was was, String reason) {
  /** What became of a use. */
  public enum Was {
    /** It went on to the server, and no rule asked for an approval. */
    ALLOWED,
    /** A rule asked for an approval of it, whether somebody gave it or not. */
    ASKED,
    /** The rules refused it, or hid the thing. */
    DENIED,
    /** Another control refused it, which no rules change. */
    REFUSED_OTHERWISE
  }
}
