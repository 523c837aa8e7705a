package io.portreeve.gateway.console.flow;

import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.console.ConsolePage;
import java.util.List;

/** The pages about conversations. */
public final class FlowPages {
  private FlowPages() {}

  /** Of what this log tells of. */
  public static List<ConsolePage> of(AuditReader log) {
    Conversations conversations = new Conversations(log);
    return List.of(new ConversationsPage(conversations), new ConversationPage(conversations));
  }
}
