package io.portreeve.gateway.console.keys;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.paragraph;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.keys.IssuedKey;
import io.portreeve.gateway.pages.Facts;
import io.portreeve.gateway.pages.GivenForm;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.PageAddress;
import io.portreeve.gateway.pages.Slice;
import io.portreeve.gateway.pages.Table;
import io.portreeve.gateway.store.ApiKeyRecord;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/** Shows keys: everything but the key. */
record KeysText(Instant now, GivenForm given) {
  static final String ADDRESS = "/console/keys";

  /** What the form that makes a key is about. */
  static final String NEW = "new";

  /** Names in a query the key that was just made. */
  static final String MADE = "made";

  /** Where a key that was just made is shown. */
  static String whereMade(IssuedKey key) {
    return ADDRESS + "?" + MADE + "=" + key.record().id();
  }

  Html list(List<ApiKeyRecord> keys, String from) {
    Slice<ApiKeyRecord> slice = Slice.of(keys.reversed(), from);
    Table table =
        Table.of(
            "API keys, the newest first",
            "Key",
            "Principal",
            "Client",
            "Roles",
            "State",
            "Expires",
            "Last used",
            "Labels",
            "Revoke");
    slice.items().forEach(key -> row(table, key));
    return Html.all(table.orElse("There is no key yet."), slice.way(PageAddress.of(ADDRESS)));
  }

  private void row(Table table, ApiKeyRecord key) {
    table.row(
        code(key.id()),
        code(VisibleText.line(key.principal())),
        text(VisibleText.line(key.client().orElse("its own"))),
        text(VisibleText.line(String.join(", ", new TreeSet<>(key.roles())))),
        text(state(key)),
        key.expires().map(Facts::time).orElse(text("never")),
        key.lastUsed().map(Facts::time).orElse(text("never")),
        text(VisibleText.line(labels(key))),
        key.revoked().isPresent() ? Html.none() : revoke(key));
  }

  private String state(ApiKeyRecord key) {
    return key.revoked().isPresent() ? "revoked" : key.isLiveAt(now) ? "live" : "expired";
  }

  private static String labels(ApiKeyRecord key) {
    return String.join(
        ", ",
        key.labels().entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .sorted()
            .toList());
  }

  private Html revoke(ApiKeyRecord key) {
    return given.about(
        key.id(),
        tag("button")
            .with("class", "quiet")
            .with("aria-label", "Revoke for good: key " + key.id())
            .holding("Revoke for good"));
  }

  /** What to make a key with. */
  Html form(KeyForm form) {
    return Html.all(
        tag("h2").holding("A new key"),
        given.about(
            NEW,
            field("principal", "Principal: whose authority it carries", form.principal(), true),
            field(
                "client",
                "Client: the software that will have it, if it has a name",
                form.client(),
                false),
            field("roles", "Roles, with blanks between them", form.roles(), false),
            field(
                "expires",
                "Accepted for so long; nothing means until it is revoked",
                form.expires(),
                false),
            tag("button").holding("Make the key")));
  }

  private static Html field(String name, String label, String value, boolean needed) {
    Html.Tag input =
        tag("input")
            .with("id", name)
            .with("name", name)
            .with("value", value)
            .with("autocomplete", "off")
            .with("spellcheck", "false");
    return Html.all(
        tag("label").with("for", name).holding(label),
        (needed ? input.with("required") : input).alone());
  }

  /** The key, this once. */
  static Html made(NewKeys.Made key) {
    return Html.all(
        paragraph("It is shown only now, so keep it in a safe place."),
        tag("pre").holding(key.text().revealText()),
        new Facts()
            .with("Key", code(key.id()))
            .with("Principal", code(VisibleText.line(key.principal())))
            .shown(),
        toTheKeys());
  }

  /** Of a key that was shown, or that nobody came for in time. */
  static Html gone() {
    return Html.all(
        paragraph(
            "A new key is shown once, within a minute. If nobody has it, revoke it, and make"
                + " another."),
        toTheKeys());
  }

  private static Html toTheKeys() {
    return tag("p").holding(tag("a").with("href", ADDRESS).holding("To the keys"));
  }
}
