package io.portreeve.gateway.store;

import io.portreeve.guard.Approver;
import io.portreeve.mcp.json.JsonArray;
import java.util.List;

/**
 * A call as a person approves it: whoever wants something else wants another approval.
 *
 * @param client the software that came; empty if nobody knows
 * @param actors who acts for the principal, the one who acts now first
 * @param endpoint where it came in; empty where there is only one
 * @param call the tool's name and arguments, and whatever else the server would get, in canonical
 *     form (RFC 8785)
 * @param policy a digest of the rules under which it was asked
 * @param approver whose word counts
 */
public record ApprovalCall(
    String principal,
    String client,
    List<String> actors,
    String endpoint,
    String server,
    String tool,
    String call,
    String policy,
    Approver approver) {
  public ApprovalCall {
    actors = List.copyOf(actors);
  }

  /** Whether somebody of that name wants to make it, whoever gave him the name. */
  boolean isOf(String person) {
    return principal.equals(person) || principal.endsWith("/" + person);
  }

  /** What an approver may compare: the digest of the call alone. */
  public Digest digest() {
    return Digest.sha256(call);
  }

  /** The digest of all of it. */
  Digest binding() {
    JsonArray all =
        JsonArray.of(
            JsonArray.ofStrings(
                List.of(principal, client, endpoint, server, tool, call, policy, approver.name())),
            JsonArray.ofStrings(actors));
    return Digest.sha256(all.toString());
  }
}
