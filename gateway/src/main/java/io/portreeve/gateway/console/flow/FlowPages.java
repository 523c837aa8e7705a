package io.portreeve.gateway.console.flow;

import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.console.ConsolePage;
import java.util.List;

/** The pages about conversations. */
public final class FlowPages {
  private FlowPages() {}

  /** Of what this log tells of. */
  public static List<ConsolePage> of(AuditReader log) {
    Talks talks = new Talks(log);
    return List.of(new ConversationsPage(talks), new ConversationPage(talks));
  }
}
