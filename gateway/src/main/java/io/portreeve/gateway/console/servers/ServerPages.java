package io.portreeve.gateway.console.servers;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.store.Pins;
import io.portreeve.guard.ServerFindings;
import io.portreeve.mcp.ServerId;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** The pages about servers. */
public final class ServerPages {
  private ServerPages() {}

  /**
   * Those of a configuration.
   *
   * @param holding which servers are in quarantine
   * @param up 1 for one that answered when it was asked last, 0 if it failed; nothing before that
   */
  public static List<ConsolePage> of(
      Configuration configuration,
      Pins pins,
      ServerFindings holding,
      Function<ServerId, OptionalLong> up,
      InstantSource clock) {
    ServerViews views = new ServerViews(configuration, pins, holding, up);
    return List.of(
        new ServersPage(views), new ServerPage(views), new DefinitionPage(views, pins, clock));
  }
}
