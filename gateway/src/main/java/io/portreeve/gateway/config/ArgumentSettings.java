package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Form;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.util.List;
import java.util.Optional;

/**
 * What the operator declares about one argument of a tool.
 *
 * @param kind what it is
 * @param root of a path: the directory that it must stay in, as the tool sees it; present exactly
 *     for a path
 * @param schemes of a URL: the schemes that are let through
 * @param hosts of a URL: the only hosts that are let through; empty: any
 * @param insecurePrivateAddresses of a URL: whether it may lead to private and local addresses
 * @param object of an id: the type of object that the caller must own; present exactly for an id
 */
public record ArgumentSettings(
    ArgumentKind kind,
    Optional<String> root,
    List<String> schemes,
    List<String> hosts,
    boolean insecurePrivateAddresses,
    Optional<String> object) {

  private static final List<String> HTTPS = List.of("https");

  static final Key<ArgumentSettings, ArgumentKind> KIND =
      Key.required(
          "kind",
          Forms.oneOf(ArgumentKind.class),
          ArgumentSettings::kind,
          Strength.unordered(),
          "What the argument is to the tool: decides how it is checked and made safe.");
  static final Key<ArgumentSettings, Optional<String>> ROOT =
      Key.optional(
          "root",
          Forms.matching("(/|[A-Za-z]:[/\\\\]).*", "an absolute path such as `/srv/docs`"),
          ArgumentSettings::root,
          Strength.unordered(),
          "The directory that a path must stay in, as the tool sees it.");
  static final Key<ArgumentSettings, List<String>> SCHEMES =
      Key.of(
          "schemes",
          Forms.someOf(Scalars.scheme()),
          HTTPS,
          ArgumentSettings::schemes,
          Strength.moreIsWeaker(),
          "The schemes that a URL may have.");
  static final Key<ArgumentSettings, List<String>> HOSTS =
      Key.of(
          "hosts",
          Forms.list(Scalars.hostPattern()),
          List.of(),
          ArgumentSettings::hosts,
          Strength.emptyIsAll("now may have any host"),
          "The only hosts that a URL may have, also after its name is made to lead elsewhere;"
              + " absent, any.");
  static final Key<ArgumentSettings, Boolean> INSECURE_PRIVATE_ADDRESSES =
      Key.of(
          "insecure-private-addresses",
          Forms.truth(),
          false,
          ArgumentSettings::insecurePrivateAddresses,
          Strength.onIsWeaker("now lets addresses of private networks through"),
          "Lets a URL lead to loopback, private and link-local addresses.");
  static final Key<ArgumentSettings, Optional<String>> OBJECT =
      Key.optional(
          "object",
          Forms.matching("[a-z][a-z0-9-]{0,63}", "a type of object such as `invoice`"),
          ArgumentSettings::object,
          Strength.unordered(),
          "The type of object that an id names; the caller must own it.");

  private static final Section<ArgumentSettings> LONG =
      Section.of(
              "an argument of a tool",
              ArgumentSettings::of,
              KIND,
              ROOT,
              SCHEMES,
              HOSTS,
              INSECURE_PRIVATE_ADDRESSES,
              OBJECT)
          .check(
              ArgumentSettings::fits,
              KIND,
              ROOT,
              SCHEMES,
              HOSTS,
              INSECURE_PRIVATE_ADDRESSES,
              OBJECT);

  /** The long form, or the kind alone where it says everything. */
  static final Form<ArgumentSettings> FORM = Forms.shorthand(KIND, LONG);

  /**
   * In which way a declaration lets more through than what is inferred where there is none; empty:
   * in none.
   */
  static Optional<String> looser(ArgumentSettings declared) {
    if (declared.insecurePrivateAddresses()) {
      return Optional.of("now lets addresses of private networks through");
    }
    boolean judgesLittle =
        declared.kind() == ArgumentKind.ANY || declared.kind() == ArgumentKind.TEXT;
    return judgesLittle
        ? Optional.of("is no longer judged by what it seems to be")
        : Optional.empty();
  }

  private static void fits(Values values, Spot spot) {
    ArgumentKind kind = values.get(KIND);
    belongs(kind, ArgumentKind.PATH, ROOT, values.get(ROOT).isPresent(), true, spot);
    belongs(kind, ArgumentKind.ID, OBJECT, values.get(OBJECT).isPresent(), true, spot);
    boolean url = !values.get(SCHEMES).equals(HTTPS);
    belongs(kind, ArgumentKind.URL, SCHEMES, url, false, spot);
    boolean hosts = !values.get(HOSTS).isEmpty();
    belongs(kind, ArgumentKind.URL, HOSTS, hosts, false, spot);
    boolean open = values.get(INSECURE_PRIVATE_ADDRESSES);
    belongs(kind, ArgumentKind.URL, INSECURE_PRIVATE_ADDRESSES, open, false, spot);
  }

  private static void belongs(
      ArgumentKind kind,
      ArgumentKind owner,
      Key<?, ?> key,
      boolean given,
      boolean needed,
      Spot spot) {
    if (given && kind != owner) {
      spot.at(key).problem("has no effect on this kind", "only `" + Forms.word(owner) + "` has it");
    } else if (needed && !given && kind == owner) {
      spot.at(key)
          .problem("is missing", "kind `" + Forms.word(kind) + "` needs `" + key.name() + "`");
    }
  }

  private static ArgumentSettings of(Values values) {
    return new ArgumentSettings(
        values.get(KIND),
        values.get(ROOT),
        values.get(SCHEMES),
        values.get(HOSTS),
        values.get(INSECURE_PRIVATE_ADDRESSES),
        values.get(OBJECT));
  }
}
