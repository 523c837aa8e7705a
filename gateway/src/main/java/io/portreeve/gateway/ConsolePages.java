package io.portreeve.gateway;

import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.audit.AuditPages;
import io.portreeve.gateway.console.findings.FindingsPage;
import io.portreeve.gateway.console.flow.FlowPages;
import io.portreeve.gateway.console.keys.KeysPage;
import io.portreeve.gateway.console.policy.PolicyPage;
import io.portreeve.gateway.console.servers.ServerPages;
import io.portreeve.gateway.denial.Denials;
import io.portreeve.gateway.operations.ServerMeter;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.ServerFindings;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The pages of the console about what the operator's commands are about. */
final class ConsolePages {
  private ConsolePages() {}

  /**
   * In the order of the navigation.
   *
   * @param holding which servers are in quarantine
   * @param denials know where rules are written
   */
  static List<ConsolePage> of(
      Configuration configuration, Parts parts, ServerFindings holding, Denials denials) {
    Store store = parts.vault().store();
    List<ConsolePage> pages = new ArrayList<>();
    pages.addAll(
        ServerPages.of(
            configuration,
            store.pins(),
            holding,
            id -> parts.meters().of(id).map(ServerMeter::up).orElse(OptionalLong.empty()),
            parts.clock()));
    pages.add(
        new FindingsPage(
            () -> parts.meters().findings().ended(),
            () -> parts.briefing().findings().current(),
            store.acceptances(),
            parts.clock()));
    AuditReader log = new AuditReader(AuditJournal.directoryIn(configuration.data()));
    pages.addAll(FlowPages.of(log));
    pages.add(new PolicyPage(configuration, store, log, holding, denials));
    pages.add(
        new KeysPage(
            parts.vault().keys(),
            configuration.console().orElseThrow(),
            parts.hot().shortLived().apply("new-key"),
            parts.clock()));
    pages.add(
        AuditPages.page(
            configuration.data(), parts.vault().state().ofThisNode(store), parts.clock()));
    return List.copyOf(pages);
  }
}
