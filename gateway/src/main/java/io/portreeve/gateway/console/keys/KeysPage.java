package io.portreeve.gateway.console.keys;

import static io.portreeve.gateway.pages.Html.tag;

import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.config.ConsoleSettings;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.Place;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.keys.IssuedKey;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.store.ShortLived;
import io.portreeve.gateway.store.StoreUnavailable;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** The API keys that there are. An operator makes and revokes them here. */
public final class KeysPage implements ConsolePage {
  private final KeyRing keys;
  private final ConsoleSettings console;
  private final InstantSource clock;
  private final NewKeys fresh;

  /**
   * Of this ring; no key is made here by which somebody comes in at this console.
   *
   * @param made where a key is kept until it is shown
   */
  public KeysPage(KeyRing keys, ConsoleSettings console, ShortLived made, InstantSource clock) {
    this.keys = keys;
    this.console = console;
    this.clock = clock;
    this.fresh = new NewKeys(made);
  }

  @Override
  public Place place() {
    return Place.inMenu(KeysText.ADDRESS, "Keys", ConsoleRole.OPERATOR);
  }

  @Override
  public Shown show(Visit visit, Parameters query) {
    return query.get(KeysText.MADE).map(id -> made(visit, id)).orElseGet(() -> all(visit, query));
  }

  private Shown made(Visit visit, String id) {
    return fresh
        .take(visit.mark(), id)
        .map(key -> Shown.of("The new key", KeysText.made(key)))
        .orElseGet(() -> Shown.of("Shown once", KeysText.gone()));
  }

  private Shown all(Visit visit, Parameters query) {
    KeysText text = text(visit);
    return Shown.of(
        "API keys", text.list(keys.list(), query.get("from").orElse("")), text.form(KeyForm.NONE));
  }

  private KeysText text(Visit visit) {
    return new KeysText(
        clock.instant(), (subject, fields) -> visit.form(place().path(), subject, fields));
  }

  @Override
  public Done submit(Visit visit, String subject, Parameters form) {
    if (subject.equals(KeysText.NEW)) {
      return make(visit, KeyForm.of(form));
    }
    return keys.revokeFor(visit.principal(), subject)
        ? new Done.Moved(place().path())
        : new Done.Answered(
            new Shown(
                409,
                "Nothing was done",
                Html.paragraph("There is no such key, or it was revoked already.")));
  }

  private Done make(Visit visit, KeyForm form) {
    Optional<String> problem = form.problem().or(() -> tooMuch(form));
    if (problem.isPresent()) {
      Html why = tag("p").with("class", "state").with("role", "alert").holding(problem.get());
      return new Done.Answered(
          new Shown(400, "No key was made", Html.all(why, text(visit).form(form))));
    }
    IssuedKey key = keys.createFor(visit.principal(), form.request(clock.instant()));
    keep(visit, key);
    return new Done.Moved(KeysText.whereMade(key));
  }

  /** One that cannot be shown to anybody is of no use. */
  private void keep(Visit visit, IssuedKey key) {
    try {
      fresh.keep(visit.mark(), key);
    } catch (StoreUnavailable away) {
      boolean _ = keys.revokeFor(visit.principal(), key.record().id());
      throw away;
    }
  }

  /** Whoever could make himself a key of somebody else's here would be what that one is, too. */
  private Optional<String> tooMuch(KeyForm form) {
    boolean comesIn =
        console.keys()
            && !console.rolesOf(form.principal(), Set.copyOf(form.roleNames())).isEmpty();
    return comesIn
        ? Optional.of(
            "Somebody would have a role at this console by that key: make it with the command"
                + " portreeve keys create")
        : Optional.empty();
  }
}
