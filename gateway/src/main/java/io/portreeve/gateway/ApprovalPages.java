package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.InboxSettings;
import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.inbox.InboxPages;
import io.portreeve.gateway.inbox.InboxSite;
import java.util.Map;
import java.util.Optional;

/** Connects the pages on which people approve calls, where the operator wants any. */
public final class ApprovalPages {
  private ApprovalPages() {}

  /** Where they are; empty if there are none. */
  public static Optional<InboxSite> site(Configuration configuration) {
    return configuration
        .approvals()
        .inbox()
        .map(InboxSettings::url)
        .map(url -> new InboxSite(url.orElseGet(() -> LoginServers.site(configuration).base())));
  }

  /** By their paths. */
  static Map<String, HttpHandler> of(Configuration configuration, Parts parts, Origins origins) {
    return site(configuration)
        .map(site -> pages(site, configuration, parts, origins).handlers())
        .orElse(Map.of());
  }

  private static InboxPages pages(
      InboxSite site, Configuration configuration, Parts parts, Origins origins) {
    String issuer = configuration.approvals().inbox().orElseThrow().signIn();
    return new InboxPages(
        site,
        configuration,
        LoginServers.signIn(configuration, parts, issuer).orElseThrow(),
        parts.vault().store().approvals(),
        parts.inbox(),
        LoginServers.records(parts),
        origins,
        parts.clock());
  }
}
