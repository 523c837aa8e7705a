package io.portreeve.controls.insecureinput;

import io.portreeve.controls.text.CanonicalText;
import io.portreeve.controls.text.CanonicalText.Form;
import io.portreeve.controls.text.Percent;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
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
  private static final int ROUNDS = 3;
  private static final Pattern URI = Pattern.compile("(?i)[a-z][a-z0-9+.-]+:/.*", Pattern.DOTALL);
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
    for (String reading : readings(path)) {
      if (reading.chars().anyMatch(c -> c < 0x20 || (c >= 0x7F && c < 0xA0))) {
        return Optional.of(ArgumentFlaw.CONTROL_CHARACTER);
      }
    }
    if (Percent.overlong(path)) {
      return Optional.of(ArgumentFlaw.ENCODED_TRAVERSAL);
    }
    return CanonicalText.of(path, Form.AS_IS).changes(path)
        ? Optional.of(ArgumentFlaw.HIDDEN_CHARACTER)
        : Optional.empty();
  }

  /** The text, and what lenient readers make of it. */
  static Set<String> readings(String path) {
    Set<String> readings = new LinkedHashSet<>();
    String reading = path;
    for (int round = 0; round <= ROUNDS; round++) {
      readings.add(reading);
      String folded = Normalizer.normalize(reading, Normalizer.Form.NFKC);
      readings.add(folded);
      readings.add(folded.replace('\\', '/'));
      reading = Percent.decode(reading);
    }
    return readings;
  }

  private ArgumentRuling under(PathForm form, String root, String path) {
    if (readings(path).stream().anyMatch(PathRule::pointsElsewhere)) {
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
        readings(path).stream().anyMatch(reading -> form.inside(root, reading).isEmpty());
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

  /** Without a known root: nothing climbs above where it starts. */
  private static ArgumentRuling startless(String path) {
    int start = hierarchy(path);
    PathForm form = PathForm.of(path);
    for (String reading : readings(path.substring(start))) {
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
    String canonical = start > 0 ? path : form.canonical(path);
    return canonical.equals(path) ? ArgumentRuling.accept(path) : startless(canonical);
  }

  /** Where the path of a URI begins; 0 for what is none. */
  private static int hierarchy(String path) {
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
