package io.portreeve.gateway.console.keys;

import static io.portreeve.gateway.pages.Html.tag;

import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.config.ConsoleSettings;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Parameters;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** The API keys that there are. An operator makes and revokes them here. */
public final class KeysPage implements ConsolePage {
  private final KeyRing keys;
  private final ConsoleSettings console;
  private final InstantSource clock;

  /** Of this ring; no key is made here by which somebody comes in at this console. */
  public KeysPage(KeyRing keys, ConsoleSettings console, InstantSource clock) {
    this.keys = keys;
    this.console = console;
    this.clock = clock;
  }

  @Override
  public String path() {
    return KeysText.ADDRESS;
  }

  @Override
  public Optional<String> menu() {
    return Optional.of("Keys");
  }

  @Override
  public ConsoleRole role() {
    return ConsoleRole.OPERATOR;
  }

  @Override
  public Shown show(Visit visit, Parameters query) {
    KeysText text = text(visit);
    return Shown.of(
        "API keys", text.list(keys.list(), query.get("from").orElse("")), text.form(Wish.NONE));
  }

  private KeysText text(Visit visit) {
    return new KeysText(clock.instant(), (subject, fields) -> visit.form(path(), subject, fields));
  }

  @Override
  public Done submit(Visit visit, String subject, Parameters form) {
    if (!visit.may(role())) {
      return new Done.Answered(Shown.missing());
    }
    if (subject.equals(KeysText.NEW)) {
      return new Done.Answered(make(visit, Wish.of(form)));
    }
    return keys.revokeFor(visit.principal(), subject)
        ? new Done.Moved(path())
        : new Done.Answered(
            new Shown(
                409,
                "Nothing was done",
                Html.paragraph("There is no such key, or it was revoked already.")));
  }

  private Shown make(Visit visit, Wish wish) {
    Optional<String> problem = wish.problem().or(() -> tooMuch(wish));
    return problem
        .map(why ->
            new Shown(
                400,
                "No key was made",
                Html.all(
                    tag("p").with("class", "state").with("role", "alert").holding(why),
                    text(visit).form(wish))))
        .orElseGet(() ->
            Shown.of(
                "The new key",
                KeysText.made(keys.createFor(visit.principal(), wish.request(clock.instant())))));
  }

  /** Whoever could make himself a key of somebody else's here would be what that one is, too. */
  private Optional<String> tooMuch(Wish wish) {
    boolean comesIn =
        console.keys()
            && !console.rolesOf(wish.principal(), Set.copyOf(wish.roleNames())).isEmpty();
    return comesIn
        ? Optional.of(
            "Somebody would have a role at this console by that key: make it with the command"
                + " portreeve keys create")
        : Optional.empty();
  }
}
