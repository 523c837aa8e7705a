package io.portreeve.gateway.journey;

import io.portreeve.mcp.ListResult;

/** Lists are cut to the principal, so a page that a server calls public is not public from us. */
final class PrivatePages {
  private PrivatePages() {}

  static ListResult of(ListResult page) {
    return (ListResult) page.withJson(page.json().with("cacheScope", "private"));
  }
}
