package io.portreeve.controls.insecureinput;

import io.portreeve.controls.text.CanonicalText;
import io.portreeve.controls.text.CanonicalText.Form;
import io.portreeve.controls.text.Percent;
import io.portreeve.controls.text.Readings;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges paths: what goes on stays inside a root, in every reading of it.
 *
 * <p>The path that goes on is the canonical one (no empty, {@code .} or {@code ..} segments, no
 * slash at its end: rules that compare ends must not be passed by one); relative stays relative.
 * The readings are the text as it is, with its percent-encoding undone up to three times, with
 * backslashes as separators, and in compatibility form; only the first goes on, all must stay
 * inside. Then the {@link PathResolver} follows the links. Unicode is not normalized, since file
 * systems tell composed from decomposed names.
 */
final class PathRule {
  private static final int LONGEST = 4096;
  private static final Pattern URI = Pattern.compile("(?i)[a-z][a-z0-9+.-]+:/.*", Pattern.DOTALL);

  /** Of this machine, with a path and nothing behind it, and not with a separator in disguise. */
  private static final Pattern FILE =
      Pattern.compile("(?i)file:(?://)?(/(?!/)(?:(?!%2f|%5c)[^?#\\\\])*)");

  private static final Pattern END = Pattern.compile("(?<=.)(?:[/\\\\]\\.?)++$", Pattern.DOTALL);

  /** A name of that kind is rare, and most programs take it for an option. */
  private static final Pattern OPTION = Pattern.compile("-[-A-Za-z].*", Pattern.DOTALL);

  private static final Pattern HOME =
      Pattern.compile("~[A-Za-z0-9_-]*(?:[/\\\\].*)?", Pattern.DOTALL);

  private final PathResolver resolver;

  PathRule(PathResolver resolver) {
    this.resolver = resolver;
  }

  ArgumentRuling judge(ArgumentKind.PathUnderRoot kind, String path) {
    Optional<ArgumentFlaw> flaw = characters(path);
    if (flaw.isPresent()) {
      return ArgumentRuling.refuse(flaw.get());
    }
    if (kind.roots().isEmpty()) {
      return startless(path);
    }
    ArgumentRuling first = ArgumentRuling.refuse(ArgumentFlaw.OUTSIDE_ROOT);
    for (String root : kind.roots()) {
      ArgumentRuling ruling = under(PathForm.of(root), root, path);
      if (ruling instanceof ArgumentRuling.Accepted) {
        return ruling;
      }
      first = root.equals(kind.roots().getFirst()) ? ruling : first;
    }
    return first;
  }

  private static Optional<ArgumentFlaw> characters(String path) {
    if (path.isEmpty()) {
      return Optional.of(ArgumentFlaw.EMPTY);
    }
    if (path.length() > LONGEST) {
      return Optional.of(ArgumentFlaw.TOO_LONG);
    }
    for (String reading : Readings.of(path)) {
      if (reading.chars().anyMatch(c -> c < 0x20 || (c >= 0x7F && c < 0xA0))) {
        return Optional.of(ArgumentFlaw.CONTROL_CHARACTER);
      }
    }
    if (OPTION.matcher(path).matches()) {
      return Optional.of(ArgumentFlaw.OPTION);
    }
    if (Percent.overlong(path)) {
      return Optional.of(ArgumentFlaw.ENCODED_TRAVERSAL);
    }
    return CanonicalText.of(path, Form.AS_IS).changes(path)
        ? Optional.of(ArgumentFlaw.HIDDEN_CHARACTER)
        : Optional.empty();
  }

  private ArgumentRuling under(PathForm form, String root, String path) {
    if (Readings.of(path).stream().anyMatch(PathRule::pointsElsewhere)) {
      return ArgumentRuling.refuse(ArgumentFlaw.RESERVED_NAME);
    }
    Optional<String> canonical = form.inside(root, path);
    if (canonical.isEmpty()) {
      return ArgumentRuling.refuse(ArgumentFlaw.OUTSIDE_ROOT);
    }
    if (form.reserved(path)) {
      return ArgumentRuling.refuse(ArgumentFlaw.RESERVED_NAME);
    }
    boolean escapes =
        Readings.of(path).stream().anyMatch(reading -> form.inside(root, reading).isEmpty());
    if (escapes) {
      return ArgumentRuling.refuse(ArgumentFlaw.ENCODED_TRAVERSAL);
    }
    // What the canonical form begins with may mean something that the detour before it hid.
    return canonical.get().equals(path)
        ? real(form, root, canonical.get())
        : under(form, root, canonical.get());
  }

  /** Readers that expand home directories or open URIs would leave the root. */
  private static boolean pointsElsewhere(String reading) {
    return HOME.matcher(reading).matches() || URI.matcher(reading).matches();
  }

  private ArgumentRuling real(PathForm form, String root, String canonical) {
    Optional<String> realRoot = resolver.realPath(form.absolute(root, "."));
    Optional<String> realPath = resolver.realPath(form.absolute(root, canonical));
    boolean inside =
        realRoot.isPresent()
            && realPath.isPresent()
            && form.inside(realRoot.get(), realPath.get()).isPresent();
    return inside
        ? ArgumentRuling.accept(canonical)
        : ArgumentRuling.refuse(ArgumentFlaw.RESOLVES_OUTSIDE_ROOT);
  }

  /**
   * Without a known root: nothing climbs above where it starts, nothing lies where systems keep
   * their secrets, and what is a URI has one form.
   */
  private static ArgumentRuling startless(String path) {
    int start = hierarchy(path);
    PathForm form = PathForm.of(path);
    for (String reading : Readings.of(path.substring(start))) {
      if (form.climbs(reading)) {
        return ArgumentRuling.refuse(
            form.climbs(path.substring(start))
                ? ArgumentFlaw.OUTSIDE_ROOT
                : ArgumentFlaw.ENCODED_TRAVERSAL);
      }
    }
    if (form.reserved(path)) {
      return ArgumentRuling.refuse(ArgumentFlaw.RESERVED_NAME);
    }
    if (SecretPlaces.in(path)) {
      return ArgumentRuling.refuse(ArgumentFlaw.PLACE_OF_SECRETS);
    }
    if (start > 0 && ResourceAddress.needlesslyEscaped(path)) {
      return ArgumentRuling.refuse(ArgumentFlaw.URL_AMBIGUOUS);
    }
    Optional<String> canonical = canonical(form, path, start);
    if (canonical.isEmpty()) {
      return ArgumentRuling.refuse(ArgumentFlaw.URL_AMBIGUOUS);
    }
    return canonical.get().equals(path) ? ArgumentRuling.accept(path) : startless(canonical.get());
  }

  /** Rules that compare ends or beginnings must not be passed by another way to write them. */
  private static Optional<String> canonical(PathForm form, String path, int start) {
    if (path.regionMatches(true, 0, "file:", 0, 5)) {
      return Optional.of(FILE.matcher(path))
          .filter(Matcher::matches)
          .map(file -> "file://" + withoutEnd(form.canonical(file.group(1))));
    }
    return Optional.of(
        start > 0
            ? path.substring(0, start) + withoutEnd(path.substring(start))
            : withoutEnd(form.canonical(path)));
  }

  /** Without slashes of either kind, and segments of one dot, at the end. */
  private static String withoutEnd(String path) {
    String bare = END.matcher(path).replaceFirst("");
    return bare.isEmpty() ? path.substring(0, Math.min(1, path.length())) : bare;
  }

  /** Where the path of a URI begins; 0 for what is none. */
  private static int hierarchy(String path) {
    if (path.regionMatches(true, 0, "file:/", 0, 6) && !path.startsWith("//", 5)) {
      return 5;
    }
    int scheme = path.indexOf("://");
    if (scheme < 2 || !URI.matcher(path).matches()) {
      return 0;
    }
    if (path.startsWith("..", scheme + 3)) {
      return scheme + 3;
    }
    int slash = path.indexOf('/', scheme + 3);
    return slash < 0 ? path.length() : slash;
  }
}
