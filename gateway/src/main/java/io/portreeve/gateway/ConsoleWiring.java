package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.console.Console;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.ConsoleSite;
import io.portreeve.gateway.console.audit.AuditPages;
import io.portreeve.gateway.console.decisions.DecisionsPage;
import io.portreeve.gateway.console.decisions.WhyPage;
import io.portreeve.gateway.console.overview.OverviewPage;
import io.portreeve.gateway.denial.Denials;
import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.inbox.InboxPages;
import io.portreeve.gateway.operations.ServerMeter;
import io.portreeve.guard.ServerFindings;
import io.portreeve.mcp.ServerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Connects the console, where the operator wants one. */
final class ConsoleWiring {
  private ConsoleWiring() {}

  /** By their paths. */
  static Map<String, HttpHandler> of(
      Configuration configuration, Parts parts, ServerFindings holding, Origins origins) {
    return ConsoleSite.of(configuration)
        .map(site ->
            handlers(
                ground(site, configuration, parts, origins),
                pages(configuration, parts, holding),
                configuration,
                parts))
        .orElse(Map.of());
  }

  /** Every page, in the order of the navigation; a further one is one more of these. */
  static List<ConsolePage> pages(Configuration configuration, Parts parts, ServerFindings holding) {
    List<String> servers = List.copyOf(configuration.servers().keySet());
    Denials denials = Denials.of(configuration);
    List<ConsolePage> pages = new ArrayList<>();
    pages.add(overview(parts, servers));
    pages.add(new DecisionsPage(parts.ledger(), servers, parts.clock()));
    pages.add(new WhyPage(parts.ledger(), denials));
    pages.addAll(ConsolePages.of(configuration, parts, holding, denials));
    return List.copyOf(pages);
  }

  private static ConsolePage overview(Parts parts, List<String> servers) {
    return new OverviewPage(
        parts.ledger(),
        parts.vault().store().approvals(),
        servers,
        id ->
            parts.meters().of(new ServerId(id)).map(ServerMeter::up).orElseGet(OptionalLong::empty),
        parts.clock());
  }

  private static Console.Ground ground(
      ConsoleSite site, Configuration configuration, Parts parts, Origins origins) {
    return new Console.Ground(
        site,
        configuration.console().orElseThrow(),
        parts.vault().keys(),
        configuration
            .console()
            .orElseThrow()
            .signIn()
            .map(name -> LoginServers.signIn(configuration, parts, name).orElseThrow()),
        parts.console(),
        LoginServers.records(parts),
        origins);
  }

  private static Map<String, HttpHandler> handlers(
      Console.Ground ground, List<ConsolePage> pages, Configuration configuration, Parts parts) {
    Console console = new Console(ground, pages, List.of(InboxPages.menu()));
    InboxPages inbox = new InboxPages(console, configuration, parts.vault().store(), parts.clock());
    Map<String, HttpHandler> all = new HashMap<>(console.handlers());
    all.putAll(inbox.handlers());
    all.putAll(
        AuditPages.export(
            console, configuration.data(), LoginServers.records(parts), parts.clock()));
    return Map.copyOf(all);
  }
}
