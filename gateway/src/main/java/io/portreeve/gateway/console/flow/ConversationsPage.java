package io.portreeve.gateway.console.flow;

import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.Place;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.pages.Parameters;
import java.io.IOException;

/** The conversations that there were lately. */
record ConversationsPage(Conversations conversations) implements ConsolePage {
  @Override
  public Place place() {
    return Place.inMenu(ConversationText.LIST, "Conversations", ConsoleRole.VIEWER);
  }

  @Override
  public Shown show(Visit visit, Parameters query) {
    try {
      return Shown.of("Conversations", ConversationText.list(conversations.recent()));
    } catch (IOException unreadable) {
      return ConversationPage.unreadable();
    }
  }
}
