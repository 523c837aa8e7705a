package io.portreeve.gateway.config.form;

import io.portreeve.mcp.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The forms that every section is made of. */
public final class Forms {
  private Forms() {}

  /** Any text that is not empty. */
  public static Scalar<String> text() {
    return Scalar.of(
        "a text",
        "\\S",
        text -> text.isBlank() ? Parsed.wrong("is empty", "expected a text") : Parsed.right(text),
        text -> text);
  }

  /** A text that a pattern matches whole. */
  public static Scalar<String> matching(String pattern, String expects) {
    Pattern compiled = Pattern.compile(pattern);
    return Scalar.of(
        expects,
        "^(?:" + pattern + ")$",
        text ->
            compiled.matcher(text).matches()
                ? Parsed.right(text)
                : Parsed.wrong(Words.quoted(text) + " does not fit", "expected " + expects),
        text -> text);
  }

  /** {@code true} or {@code false}. */
  public static Form<Boolean> truth() {
    return new Truth();
  }

  /** A whole number within bounds, both included. */
  public static Form<Integer> integer(int least, int most) {
    return new Whole(least, most);
  }

  /** One of the constants of an enum, in lower case with dashes. */
  public static <E extends Enum<E>> Form<E> oneOf(Class<E> type) {
    return new Choice<>(List.of(type.getEnumConstants()), Forms::word);
  }

  /** A constant as it is written in the file. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A list, each item of the same form, no item twice. */
  public static <T> Form<List<T>> list(Form<T> item) {
    return new Items<>(item, 0);
  }

  /** The same, with at least one item. */
  public static <T> Form<List<T>> someOf(Form<T> item) {
    return new Items<>(item, 1);
  }

  /** A list whose items may repeat, such as a command line, with at least one item. */
  public static <T> Form<List<T>> words(Form<T> item) {
    return new Repeatable<>(item);
  }

  /** Entries by name in the order of the file. */
  public static <T> Form<Map<String, T>> entries(Scalar<String> name, Form<T> value) {
    return new Entries<>(name, value, 0);
  }

  /** The same, with at least one entry. */
  public static <T> Form<Map<String, T>> someEntries(Scalar<String> name, Form<T> value) {
    return new Entries<>(name, value, 1);
  }

  /** The name of an entry that the file declares under a key of its top level. */
  public static Scalar<String> declaredUnder(String key, String what) {
    return new Scalar<>(
        "the id of " + what,
        "",
        (text, reading) ->
            known(text, reading.declared(key), "is not declared under `" + key + "`"),
        text -> text);
  }

  /** A name that another file gives. */
  public static Scalar<String> among(List<String> names, String what, String otherwise) {
    return Scalar.of(what, "", text -> known(text, names, otherwise), text -> text);
  }

  private static Parsed<String> known(String text, List<String> names, String otherwise) {
    return names.contains(text)
        ? Parsed.right(text)
        : Parsed.wrong(
            Words.quoted(text) + " " + otherwise,
            Words.nearest(text, names)
                .map(near -> "did you mean " + Words.quoted(near) + "?")
                .orElse("declare it there, or name another"));
  }

  /** One of these constants, each in its own word. */
  public static <T> Form<T> choice(List<T> constants, Function<T, String> word) {
    return new Choice<>(constants, word);
  }

  /** Any JSON object. */
  public static Form<JsonObject> json(String expects) {
    return new JsonForm(expects);
  }

  /** A secret: where it is to be found, never the secret itself. */
  public static Form<Reference> secret() {
    return new ReferenceForm(false, true, ReferenceForm.Reader.START);
  }

  /** Something public that lies elsewhere, such as a certificate. */
  public static Form<Reference> material() {
    return new ReferenceForm(false, false, ReferenceForm.Reader.START);
  }

  /** A secret that its user reads anew, so that a renewal changes no configuration. */
  public static Form<Reference> renewedSecret() {
    return new ReferenceForm(false, true, ReferenceForm.Reader.RENEWAL);
  }

  /** A secret that another program reads than the gateway, which starts without it. */
  public static Form<Reference> secretOfAnother() {
    return new ReferenceForm(false, true, ReferenceForm.Reader.ANOTHER);
  }

  /** Something public that its user reads anew. */
  public static Form<Reference> renewedMaterial() {
    return new ReferenceForm(false, false, ReferenceForm.Reader.RENEWAL);
  }

  /** An expression of the policy's language. */
  public static Form<Expression> expression() {
    return new Scalar<>(
        "a condition in CEL",
        "\\S",
        (text, reading) ->
            text.isBlank()
                ? Parsed.wrong("is empty", "write a condition in CEL, or remove the key")
                : reading.surroundings().expressions().read(text),
        Expression::text);
  }

  /** A value that may be a secret: a reference, or a text that its writer declares to be none. */
  public static Form<Reference> value() {
    return new ReferenceForm(true, true, ReferenceForm.Reader.START);
  }

  /**
   * A section of which one key may be written alone, without its name, when the others keep their
   * defaults.
   */
  public static <T> Form<T> shorthand(Key<T, ?> brief, Section<T> full) {
    return new Shorthand<>(brief, full);
  }

  /** One word of a command line: any text without a NUL, the empty one too. */
  public static Scalar<String> argument() {
    return Scalar.of(
        "a text",
        "",
        text ->
            text.indexOf(0) < 0 ? Parsed.right(text) : Parsed.wrong("has a NUL in it", "remove it"),
        text -> text);
  }

  /** The path of a file or directory; a relative one starts where the configuration lies. */
  public static Scalar<Path> path() {
    return new Scalar<>(
        "a path",
        "\\S",
        (text, reading) ->
            (text.isBlank() ? Optional.<Path>empty() : reading.surroundings().path(text))
                .map(Parsed::right)
                .orElseGet(() -> Parsed.wrong("is not a path", "write one such as `./data`")),
        Path::toString);
  }

  static <T> Optional<List<T>> all(Stream<Optional<T>> read) {
    List<Optional<T>> items = read.toList();
    return items.stream().allMatch(Optional::isPresent)
        ? Optional.of(items.stream().map(Optional::orElseThrow).toList())
        : Optional.empty();
  }
}
