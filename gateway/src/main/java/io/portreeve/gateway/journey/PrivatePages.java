package io.portreeve.gateway.journey;

import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.ResourceResult;

/**
 * Lists are cut to the principal, and resources read by whoever may: what a server calls public is
 * not public from us.
 */
final class PrivatePages {
  private PrivatePages() {}

  static ListResult of(ListResult page) {
    return (ListResult) page.withJson(page.json().with("cacheScope", "private"));
  }

  static ResourceResult of(ResourceResult contents) {
    return contents.json().has("cacheScope")
        ? contents.withJson(contents.json().with("cacheScope", "private"))
        : contents;
  }
}
