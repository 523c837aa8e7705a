package io.portreeve.gateway.console.flow;

import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.Place;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Parameters;
import java.io.IOException;
import java.util.Optional;

/** One conversation, as a picture of where data flowed. */
record ConversationPage(Conversations conversations) implements ConsolePage {
  @Override
  public Place place() {
    return Place.behind(ConversationText.ONE, ConsoleRole.VIEWER);
  }

  @Override
  public Shown show(Visit visit, Parameters query) {
    try {
      Optional<String> id = query.get("id");
      Optional<Conversation> conversation =
          id.isEmpty() ? Optional.empty() : conversations.find(id.get());
      return conversation
          .map(one -> Shown.of("Conversation", ConversationText.of(one)))
          .orElseGet(Shown::missing);
    } catch (IOException unreadable) {
      return unreadable();
    }
  }

  static Shown unreadable() {
    return new Shown(
        503,
        "Not now",
        Html.paragraph("The audit log cannot be read; `portreeve audit verify` says where."));
  }
}
