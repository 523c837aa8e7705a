package io.portreeve.controls.insecureinput;

import io.portreeve.controls.network.IpAddress;
import io.portreeve.controls.text.Compatibility;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the host of a URL so that every reader of it must agree.
 *
 * <p>Addresses have one form each (four decimal numbers, or brackets): decimal, octal, hexadecimal
 * and shortened ones are ambiguous. Names equal their own compatibility form in lower case. A label
 * that mixes scripts which have look-alikes, or spells Latin in Cyrillic below an ASCII domain, is
 * confusable; other international names, also in their ASCII form, are accepted.
 */
final class HostName {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
  private static final Pattern LABEL =
      Pattern.compile(
          "[\\p{L}\\p{M}\\p{N}_](?:[\\p{L}\\p{M}\\p{N}_\u00B7-]{0,61}[\\p{L}\\p{M}\\p{N}_])?");

  private static final Set<UnicodeScript> LOOK_ALIKE =
      EnumSet.of(
          UnicodeScript.LATIN,
          UnicodeScript.CYRILLIC,
          UnicodeScript.GREEK,
          UnicodeScript.ARMENIAN,
          UnicodeScript.CHEROKEE,
          UnicodeScript.COPTIC);

  private static final String LATIN_IN_CYRILLIC = "асԁеһіјӏорԛѕԝхуьҽпгѵѡкнтв";

  private static final Set<String> LOCAL_DOMAINS =
      Set.of(
          "localhost",
          "local",
          "internal",
          "localdomain",
          "intranet",
          "lan",
          "corp",
          "home",
          "test",
          "invalid",
          "onion");

  private HostName() {}

  /** What was read. */
  sealed interface Reading {
    /** An address. */
    record Address(IpAddress address) implements Reading {}

    /** A name of the public or a private part of the DNS, in lower case, without the last dot. */
    record Name(String name, boolean local) implements Reading {}

    /** Nothing that may be used. */
    record Bad(ArgumentFlaw flaw) implements Reading {}
  }

  static Reading read(String host) {
    if (host.startsWith("[")) {
      boolean closed = host.endsWith("]") && host.length() > 2;
      return (closed
              ? IpAddress.parseSix(host.substring(1, host.length() - 1))
              : Optional.<IpAddress>empty())
          .<Reading>map(Reading.Address::new)
          .orElse(new Reading.Bad(ArgumentFlaw.URL_MALFORMED));
    }
    String lower = host.toLowerCase(Locale.ROOT);
    if (!Compatibility.of(lower).equals(lower) || lower.indexOf('%') >= 0) {
      return new Reading.Bad(ArgumentFlaw.URL_AMBIGUOUS);
    }
    String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    List<String> labels = List.of(name.split("\\.", -1));
    return NUMBER.matcher(labels.getLast()).matches()
        ? IpAddress.parseFour(name)
            .<Reading>map(Reading.Address::new)
            .orElse(new Reading.Bad(ArgumentFlaw.URL_AMBIGUOUS))
        : name(name, labels);
  }

  private static Reading name(String name, List<String> labels) {
    if (name.length() > 253 || !labels.stream().allMatch(label -> LABEL.matcher(label).matches())) {
      return new Reading.Bad(ArgumentFlaw.URL_MALFORMED);
    }
    boolean ascii =
        labels.getLast().chars().allMatch(c -> c < 0x80) && !labels.getLast().startsWith("xn--");
    for (String label : labels) {
      Optional<String> unicode =
          label.startsWith("xn--") ? Punycode.decode(label.substring(4)) : Optional.of(label);
      if (unicode.filter(HostName::canonical).isEmpty() || confusable(unicode.get(), ascii)) {
        return new Reading.Bad(ArgumentFlaw.HOST_CONFUSABLE);
      }
    }
    boolean local =
        labels.size() == 1
            || LOCAL_DOMAINS.contains(labels.getLast())
            || name.endsWith(".home.arpa");
    return new Reading.Name(name, local);
  }

  /** Also for what punycode hides: a label that nobody could have registered is a disguise. */
  private static boolean canonical(String label) {
    String folded = Compatibility.of(label.toLowerCase(Locale.ROOT));
    return folded.equals(label) && LABEL.matcher(label).matches();
  }

  private static boolean confusable(String label, boolean belowAscii) {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    label
        .codePoints()
        .mapToObj(UnicodeScript::of)
        .filter(LOOK_ALIKE::contains)
        .forEach(scripts::add);
    boolean spelled =
        scripts.contains(UnicodeScript.CYRILLIC)
            && label
                .codePoints()
                .filter(Character::isLetter)
                .allMatch(c -> LATIN_IN_CYRILLIC.indexOf(c) >= 0);
    return scripts.size() > 1 || (spelled && belowAscii);
  }
}
