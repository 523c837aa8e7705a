package io.portreeve.gateway.console.flow;

import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.pages.Parameters;
import java.io.IOException;
import java.util.Optional;

/** The conversations that there were lately. */
record ConversationsPage(Talks talks) implements ConsolePage {
  @Override
  public String path() {
    return TalkText.LIST;
  }

  @Override
  public Optional<String> menu() {
    return Optional.of("Conversations");
  }

  @Override
  public ConsoleRole role() {
    return ConsoleRole.VIEWER;
  }

  @Override
  public Shown show(Visit visit, Parameters query) {
    try {
      return Shown.of("Conversations", TalkText.list(talks.recent()));
    } catch (IOException unreadable) {
      return ConversationPage.unreadable();
    }
  }
}
