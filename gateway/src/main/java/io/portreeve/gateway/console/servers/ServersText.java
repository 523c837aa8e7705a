package io.portreeve.gateway.console.servers;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Table;
import java.util.List;

/** Shows how each server stands. */
final class ServersText {
  private ServersText() {}

  static Html of(List<KnownServer> servers) {
    Table table = Table.of("Servers", "Server", "Reached at", "Standing", "Definitions");
    servers.forEach(one -> table.row(name(one), reach(one), standing(one), definitions(one)));
    return table.orElse("The configuration has no server.");
  }

  private static Html name(KnownServer one) {
    return tag("a").with("href", Addresses.server(one.id()).text()).holding(one.id());
  }

  static Html reach(KnownServer one) {
    return switch (one.settings().reach()) {
      case Reach.Program program -> code(VisibleText.line(String.join(" ", program.command())));
      case Reach.Endpoint endpoint -> code(VisibleText.line(endpoint.url().toString()));
    };
  }

  static Html standing(KnownServer one) {
    return one.holding()
        .map(finding -> Html.all(bad("in quarantine"), text(" for "), code(finding)))
        .orElseGet(() -> answers(one));
  }

  private static Html answers(KnownServer one) {
    if (one.up().isEmpty()) {
      return text("not asked yet");
    }
    return one.up().getAsLong() == 1 ? text("answers") : bad("fails");
  }

  private static Html definitions(KnownServer one) {
    int all = one.definitions().size();
    long waiting = one.waiting();
    return waiting == 0
        ? text(Integer.toString(all))
        : Html.all(text(all + ", of which "), bad(waiting + " to look at"));
  }

  static Html bad(String words) {
    return tag("strong").with("class", "bad").holding(words);
  }
}
