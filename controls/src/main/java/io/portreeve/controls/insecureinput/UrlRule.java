package io.portreeve.controls.insecureinput;

import io.portreeve.controls.insecureinput.HostName.Reading;
import io.portreeve.controls.text.CanonicalText;
import io.portreeve.controls.text.CanonicalText.Form;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges addresses (RFC 3986, URL Standard): only those that all readers take apart alike go on,
 * and only to hosts that may be reached.
 *
 * <p>Nothing is repaired: blanks around the URL are dropped, all else that is not canonical is
 * refused, so what was judged is what the server gets. Redirects are the server's to judge.
 */
final class UrlRule {
  private static final int LONGEST = 8192;

  /** Schemes whose host is a host of the internet. */
  private static final Set<String> NETWORK =
      Set.of("http", "https", "ws", "wss", "ftp", "ftps", "sftp", "ssh");

  private static final Pattern SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)", Pattern.DOTALL);
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final Pattern INJECTION = Pattern.compile("(?i)%(?:25)*(?:0[0ad])");

  /** Forms of an IPv4 address that some readers know and others do not. */
  private static final Pattern NUMBERS =
      Pattern.compile(
          "(?i)(?:(?:0x[0-9a-f]+|[0-9]+)\\.){1,3}(?:0x[0-9a-f]+|[0-9]+)\\.?|0x[0-9a-f]+|[0-9]{8,10}");

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("[^:/?#]+:[0-9]+([/?#].*)?", Pattern.DOTALL);

  private final AddressResolver resolver;

  UrlRule(AddressResolver resolver) {
    this.resolver = resolver;
  }

  ArgumentRuling judge(ArgumentKind.Url kind, String raw) {
    String url = raw.strip();
    Optional<ArgumentFlaw> flaw = characters(url).or(() -> scheme(kind, url));
    return flaw.map(ArgumentRuling::refuse)
        .orElseGet(() -> ArgumentRuling.accept(url.length() == raw.length() ? raw : url));
  }

  private static Optional<ArgumentFlaw> characters(String url) {
    if (url.isEmpty()) {
      return Optional.of(ArgumentFlaw.EMPTY);
    }
    if (url.length() > LONGEST) {
      return Optional.of(ArgumentFlaw.TOO_LONG);
    }
    if (url.chars()
        .anyMatch(c -> c <= 0x20 || (c >= 0x7F && c <= 0xA0) || Character.isWhitespace(c))) {
      return Optional.of(ArgumentFlaw.CONTROL_CHARACTER);
    }
    if (CanonicalText.of(url, Form.AS_IS).changes(url)) {
      return Optional.of(ArgumentFlaw.HIDDEN_CHARACTER);
    }
    return url.indexOf('\\') >= 0 ? Optional.of(ArgumentFlaw.URL_AMBIGUOUS) : Optional.empty();
  }

  private Optional<ArgumentFlaw> scheme(ArgumentKind.Url kind, String url) {
    Matcher matcher = SCHEME.matcher(url);
    if (!matcher.matches() || (kind.relative() && HOST_AND_PORT.matcher(url).matches())) {
      return kind.relative() ? relative(kind, url) : Optional.of(ArgumentFlaw.SCHEME_NOT_ALLOWED);
    }
    String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
    String rest = matcher.group(2);
    if (!kind.schemes().allow(scheme)) {
      return Optional.of(ArgumentFlaw.SCHEME_NOT_ALLOWED);
    }
    boolean network = NETWORK.contains(scheme);
    if (!rest.startsWith("//")) {
      return network ? Optional.of(ArgumentFlaw.URL_AMBIGUOUS) : Optional.empty();
    }
    String hierarchy = rest.substring(2);
    return network ? web(kind, hierarchy) : foreign(kind, hierarchy);
  }

  private Optional<ArgumentFlaw> web(ArgumentKind.Url kind, String rest) {
    return authority(rest).or(() -> host(kind.reach(), rest.substring(0, end(rest))));
  }

  /**
   * A scheme whose host may be anything: only what plainly is an address, or this machine, counts.
   */
  private static Optional<ArgumentFlaw> foreign(ArgumentKind.Url kind, String rest) {
    String authority = rest.substring(0, end(rest));
    return known(kind.reach(), authority.substring(authority.lastIndexOf('@') + 1));
  }

  /** Without a scheme: an address here, or a host that the server puts {@code http://} before. */
  private Optional<ArgumentFlaw> relative(ArgumentKind.Url kind, String url) {
    if (url.startsWith("//")) {
      return web(kind, url.substring(2));
    }
    if ("/.?#".indexOf(url.charAt(0)) >= 0) {
      return Optional.empty();
    }
    String authority = url.substring(0, end(url));
    return authority(url).or(() -> perhaps(kind.reach(), authority));
  }

  /**
   * What a server may take for a host although it need not be one: refused if it is one that may
   * not be reached, in any reading of it; a name that leads nowhere is a file.
   */
  private Optional<ArgumentFlaw> perhaps(Reach reach, String authority) {
    for (String reading : PathRule.readings(authority)) {
      String host = withoutPort(reading);
      boolean number = NUMBERS.matcher(host).matches();
      if (host.startsWith("[") || (number && IpAddress.parseFour(host).isEmpty())) {
        return Optional.of(ArgumentFlaw.URL_AMBIGUOUS);
      }
      Optional<ArgumentFlaw> flaw =
          switch (HostName.read(host)) {
            case Reading.Address found -> address(reach, List.of(found.address()));
            case Reading.Name found -> perhaps(reach, found);
            case Reading.Bad _ -> Optional.empty();
          };
      if (flaw.isPresent()) {
        return flaw;
      }
    }
    return Optional.empty();
  }

  private Optional<ArgumentFlaw> perhaps(Reach reach, Reading.Name found) {
    boolean single = found.name().indexOf('.') < 0;
    if (single) {
      return local(reach, found.name());
    }
    return found.local() && reach == Reach.PUBLIC_ONLY
        ? Optional.of(ArgumentFlaw.ADDRESS_NOT_ALLOWED)
        : address(reach, resolver.addresses(found.name()));
  }

  private static Optional<ArgumentFlaw> authority(String rest) {
    String authority = rest.substring(0, end(rest));
    String behind = rest.substring(end(rest));
    if (authority.indexOf('@') >= 0) {
      return Optional.of(ArgumentFlaw.URL_CREDENTIALS);
    }
    boolean disputed = behind.startsWith("#") && behind.indexOf('@') >= 0;
    boolean injects = INJECTION.matcher(behind.split("[?#]", 2)[0]).find();
    return authority.isEmpty() || disputed || injects
        ? Optional.of(ArgumentFlaw.URL_AMBIGUOUS)
        : Optional.empty();
  }

  private static int end(String rest) {
    int i = 0;
    while (i < rest.length() && "/?#".indexOf(rest.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  private Optional<ArgumentFlaw> host(Reach reach, String authority) {
    String host = withoutPort(authority);
    if (host.length() < authority.length() && !validPort(authority.substring(host.length() + 1))) {
      return Optional.of(ArgumentFlaw.URL_MALFORMED);
    }
    return switch (HostName.read(host)) {
      case Reading.Address found -> address(reach, List.of(found.address()));
      case Reading.Name found -> name(reach, found);
      case Reading.Bad bad -> Optional.of(bad.flaw());
    };
  }

  private static Optional<ArgumentFlaw> known(Reach reach, String authority) {
    return switch (HostName.read(withoutPort(authority))) {
      case Reading.Address found -> address(reach, List.of(found.address()));
      case Reading.Name found -> local(reach, found.name());
      case Reading.Bad _ -> Optional.empty();
    };
  }

  private static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }

  private static boolean validPort(String port) {
    return PORT.matcher(port).matches() && Integer.parseInt(port) <= 65535;
  }

  private Optional<ArgumentFlaw> name(Reach reach, Reading.Name host) {
    if (host.local() && reach == Reach.PUBLIC_ONLY) {
      return Optional.of(ArgumentFlaw.ADDRESS_NOT_ALLOWED);
    }
    List<IpAddress> addresses = resolver.addresses(host.name());
    return addresses.isEmpty()
        ? Optional.of(ArgumentFlaw.HOST_UNRESOLVED)
        : address(reach, addresses);
  }

  private static Optional<ArgumentFlaw> local(Reach reach, String name) {
    boolean here = name.equals("localhost") || name.endsWith(".localhost");
    return here && reach == Reach.PUBLIC_ONLY
        ? Optional.of(ArgumentFlaw.ADDRESS_NOT_ALLOWED)
        : Optional.empty();
  }

  private static Optional<ArgumentFlaw> address(Reach reach, List<IpAddress> addresses) {
    return addresses.stream().allMatch(address -> AddressRanges.allowed(address, reach))
        ? Optional.empty()
        : Optional.of(ArgumentFlaw.ADDRESS_NOT_ALLOWED);
  }
}
