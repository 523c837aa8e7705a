package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.InboxSettings;
import io.portreeve.gateway.inbox.InboxSite;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows where people answer on a page, and who may do so for the operator. */
final class InboxRows {
  private InboxRows() {}

  static List<List<String>> of(Configuration configuration) {
    Optional<InboxSite> site = InboxSite.of(configuration);
    if (site.isEmpty()) {
      return List.of();
    }
    InboxSettings inbox = configuration.approvals().inbox().orElseThrow();
    return List.of(
        List.of("page", site.get().start().toString(), "where users answer about their own calls"),
        List.of(
            "sign-in",
            site.get().signedIn().toString(),
            "to register at issuer " + inbox.signIn() + ", where all of them sign in"),
        List.of(
            "approvers",
            approvers(inbox),
            "answer for the operator"
                + (inbox.ownCalls() ? ", about their own calls too" : ", not about own calls")));
  }

  private static String approvers(InboxSettings inbox) {
    List<String> all =
        Stream.concat(
                inbox.approvers().stream(),
                inbox.approverRoles().stream().map(role -> "whoever is " + role))
            .toList();
    return all.isEmpty() ? "nobody" : String.join(", ", all);
  }

  static Optional<JsonObject> json(Configuration configuration) {
    return InboxSite.of(configuration)
        .map(site -> json(site, configuration.approvals().inbox().orElseThrow()));
  }

  private static JsonObject json(InboxSite site, InboxSettings inbox) {
    return JsonObject.empty()
        .with("page", site.start().toString())
        .with("sign-in", inbox.signIn())
        .with("redirect", site.signedIn().toString())
        .with("approvers", JsonArray.ofStrings(inbox.approvers()))
        .with("approver-roles", JsonArray.ofStrings(inbox.approverRoles()))
        .with("own-calls", inbox.ownCalls());
  }
}
