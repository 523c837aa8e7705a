package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.inbox.InboxPages;
import io.portreeve.gateway.inbox.InboxSite;
import java.util.Map;

/** Connects the pages on which people approve calls, where the operator wants any. */
final class ApprovalPages {
  private ApprovalPages() {}

  /** By their paths. */
  static Map<String, HttpHandler> of(Configuration configuration, Parts parts, Origins origins) {
    return InboxSite.of(configuration)
        .map(site -> pages(site, configuration, parts, origins).handlers())
        .orElse(Map.of());
  }

  private static InboxPages pages(
      InboxSite site, Configuration configuration, Parts parts, Origins origins) {
    return new InboxPages(
        site,
        configuration,
        LoginServers.signIn(configuration, parts, site.issuer()).orElseThrow(),
        parts.vault().store().approvals(),
        parts.inbox(),
        LoginServers.records(parts),
        origins,
        parts.clock());
  }
}
