package io.portreeve.gateway.console.servers;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.arguments.ArgumentListing;
import io.portreeve.gateway.arguments.ListedArgument;
import io.portreeve.gateway.catalog.RememberedServer;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.pages.GivenForm;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.Pins;
import io.portreeve.guard.ServerFindings;
import io.portreeve.mcp.ServerId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What there is to see of servers.
 *
 * @param holding which servers are in quarantine
 * @param up whether a server answered when it was asked last
 */
record ServerViews(
    Configuration configuration,
    Pins pins,
    ServerFindings holding,
    Function<ServerId, OptionalLong> up) {

  Html servers() {
    return ServersText.of(configuration.servers().keySet().stream().map(this::known).toList());
  }

  /** The server that a query names; empty if the configuration has none of the name. */
  Optional<Html> server(Parameters query) {
    return query
        .get("id")
        .filter(configuration.servers()::containsKey)
        .map(this::known)
        .map(one -> new ServerText(one, arguments(one)).of(query.get("from").orElse("")));
  }

  private KnownServer known(String id) {
    ServerId server = new ServerId(id);
    return new KnownServer(
        id,
        Objects.requireNonNull(configuration.servers().get(id), id),
        holding.holding(server),
        up.apply(server),
        new RememberedServer(pins.of(id)));
  }

  private List<ListedArgument> arguments(KnownServer one) {
    return ArgumentListing.of(
            configuration,
            id -> id.equals(one.id()) ? one.remembered() : new RememberedServer(List.of()))
        .arguments()
        .stream()
        .filter(it -> it.server().equals(one.id()))
        .toList();
  }

  /**
   * The definition that a query names; empty if none of the name was ever seen.
   *
   * @param given makes the forms of the page; empty: whoever looks may say nothing
   */
  Optional<Html> definition(Parameters query, Optional<GivenForm> given) {
    return PinForm.name(query)
        .filter(name -> !pins.versions(name).isEmpty())
        .map(name -> definition(name, given));
  }

  private Html definition(PinName name, Optional<GivenForm> given) {
    Optional<Pin> approved = pins.approved(name);
    Function<Pin, Html> form =
        pin -> given.map(it -> new PinForm(pin, approved).shown(it)).orElseGet(Html::none);
    return Html.all(
        tag("p")
            .holding(
                text("The " + name.kind() + " "),
                code(VisibleText.line(name.name())),
                text(" of "),
                tag("a")
                    .with("href", Addresses.server(name.server()).text())
                    .holding(name.server())),
        new DefinitionText(pins.versions(name), approved, form).shown());
  }
}
