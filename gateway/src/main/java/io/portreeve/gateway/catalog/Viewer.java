package io.portreeve.gateway.catalog;

import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Sighted;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.RequestMeta;
import io.portreeve.mcp.json.JsonObject;

/** Who is shown a list: a server may show another one to each user and to each kind of client. */
record Viewer(String server, String kind, Digest abilities, String principal) {
  private static final Digest UNABLE = Digest.sha256("{}");

  /** Whoever asks this server in this exchange for its definitions of a kind. */
  static Viewer of(Exchange exchange, String kind) {
    return new Viewer(
        exchange.server().value(), kind, abilities(exchange), exchange.principal().id());
  }

  private static Digest abilities(Exchange exchange) {
    return exchange
        .asked()
        .params()
        .object("_meta")
        .flatMap(meta -> meta.object(RequestMeta.CLIENT_CAPABILITIES))
        .filter(claimed -> !claimed.equals(JsonObject.empty()))
        .map(claimed -> Digest.sha256(Sighted.text(claimed)))
        .orElse(UNABLE);
  }
}
