package io.portreeve.controls.insecureinput;

import io.portreeve.controls.insecureinput.HostName.Reading;
import io.portreeve.controls.network.IpAddress;
import io.portreeve.controls.text.CanonicalText;
import io.portreeve.controls.text.CanonicalText.Form;
import io.portreeve.controls.text.Readings;
import io.portreeve.controls.text.UriScheme;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final Pattern INJECTION = Pattern.compile("(?i)%(?:25)*(?:0[0ad])");

  /** Where readers look for a host behind schemes: at once, after slashes, and after a user. */
  private static final Pattern BEHIND = Pattern.compile("(?:^/*|//+|@)([^/@]*)");

  /** What a reader that decodes, or folds characters, would take for a whole address. */
  private static final Pattern WHOLE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/|//");

  /** More schemes in one address than any honest one has. */
  private static final int DEEPEST = 4;

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("[^:/?#]+:[0-9]+([/?#].*)?", Pattern.DOTALL);

  private final AddressResolver resolver;
  private final LooseHosts loose;

  UrlRule(AddressResolver resolver) {
    this.resolver = resolver;
    this.loose = new LooseHosts(resolver);
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
    if (kind.relative() && UriScheme.active(url, 0)) {
      // Also before a number, where others would be a host and its port.
      return Optional.of(ArgumentFlaw.SCHEME_NOT_ALLOWED);
    }
    if (!matcher.matches() || (kind.relative() && HOST_AND_PORT.matcher(url).matches())) {
      return kind.relative() ? relative(kind, url) : Optional.of(ArgumentFlaw.SCHEME_NOT_ALLOWED);
    }
    String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
    if (!kind.schemes().allow(scheme)) {
      return Optional.of(ArgumentFlaw.SCHEME_NOT_ALLOWED);
    }
    return named(kind, scheme)
        .or(() -> hierarchy(kind, scheme, matcher.group(2), 0))
        .or(() -> hostless(kind, scheme, matcher.group(2)));
  }

  /** Declared for a fetcher, an address without a host is one of this machine to most clients. */
  private static Optional<ArgumentFlaw> hostless(
      ArgumentKind.Url kind, String scheme, String rest) {
    boolean judged = !kind.relative() && kind.reach() == Reach.PUBLIC_ONLY;
    return judged && Authority.missing(scheme, rest)
        ? Optional.of(ArgumentFlaw.ADDRESS_NOT_ALLOWED)
        : Optional.empty();
  }

  /** What looks like a scheme may be the host that the server puts {@code http://} before. */
  private Optional<ArgumentFlaw> named(ArgumentKind.Url kind, String scheme) {
    return loose.flaw(kind.reach(), scheme, LooseHosts.Care.OF_ADDRESSES);
  }

  private Optional<ArgumentFlaw> hierarchy(
      ArgumentKind.Url kind, String scheme, String rest, int depth) {
    boolean foreign = !NETWORK.contains(scheme);
    if (foreign && !kind.hosts().isEmpty()) {
      // Where the host stands in it is known to the server alone.
      return Optional.of(ArgumentFlaw.HOST_NOT_ALLOWED);
    }
    if (!foreign) {
      return rest.startsWith("//")
          ? web(kind, rest.substring(2))
          : Optional.of(ArgumentFlaw.URL_AMBIGUOUS);
    }
    return nested(kind, rest, depth).or(() -> foreign(kind, rest));
  }

  /** An address inside of another, as in {@code url:http://…} and {@code jdbc:mysql://…}. */
  private Optional<ArgumentFlaw> nested(ArgumentKind.Url kind, String rest, int depth) {
    Matcher inner = SCHEME.matcher(rest);
    if (!inner.matches()) {
      return UriScheme.active(rest, 0)
          ? Optional.of(ArgumentFlaw.SCHEME_NOT_ALLOWED)
          : Optional.empty();
    }
    String scheme = inner.group(1).toLowerCase(Locale.ROOT);
    if (UriScheme.active(rest, 0) && !kind.schemes().allow(scheme)) {
      return Optional.of(ArgumentFlaw.SCHEME_NOT_ALLOWED);
    }
    boolean plain = NETWORK.contains(scheme) && !inner.group(2).startsWith("//");
    if (depth == DEEPEST || plain) {
      return Optional.of(ArgumentFlaw.URL_AMBIGUOUS);
    }
    return named(kind, scheme).or(() -> hierarchy(kind, scheme, inner.group(2), depth + 1));
  }

  private Optional<ArgumentFlaw> web(ArgumentKind.Url kind, String rest) {
    return authority(rest).or(() -> host(kind, rest.substring(0, end(rest))));
  }

  /** A scheme whose host may be anything: what leads nowhere that it may not is let through. */
  private Optional<ArgumentFlaw> foreign(ArgumentKind.Url kind, String rest) {
    String hosts =
        BEHIND
            .matcher(rest.split("[?#]", 2)[0])
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.joining(","));
    boolean declared = !kind.relative();
    return loose.flaw(
        kind.reach(), hosts, declared ? LooseHosts.Care.OF_ALL : LooseHosts.Care.OF_ADDRESSES);
  }

  /** Without a scheme: an address here, or a host that the server puts {@code http://} before. */
  private Optional<ArgumentFlaw> relative(ArgumentKind.Url kind, String url) {
    if (url.startsWith("//")) {
      return web(kind, url.substring(2));
    }
    if (Readings.of(url).stream().anyMatch(one -> WHOLE.matcher(one).lookingAt())) {
      return Optional.of(ArgumentFlaw.URL_AMBIGUOUS);
    }
    if ("/.?#".indexOf(url.charAt(0)) >= 0) {
      return Optional.empty();
    }
    return authority(url)
        .or(() -> loose.flaw(kind.reach(), url.substring(0, end(url)), LooseHosts.Care.OF_NUMBERS));
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

  private Optional<ArgumentFlaw> host(ArgumentKind.Url kind, String authority) {
    String host = withoutPort(authority);
    if (host.length() < authority.length() && !validPort(authority.substring(host.length() + 1))) {
      return Optional.of(ArgumentFlaw.URL_MALFORMED);
    }
    return switch (HostName.read(host)) {
      case Reading.Address _ when !kind.hosts().isEmpty() ->
          Optional.of(ArgumentFlaw.HOST_NOT_ALLOWED);
      case Reading.Address found -> kind.reach().flaw(List.of(found.address()));
      case Reading.Name found ->
          listed(kind.hosts(), found.name())
              ? name(kind.reach(), found)
              : Optional.of(ArgumentFlaw.HOST_NOT_ALLOWED);
      case Reading.Bad bad -> Optional.of(bad.flaw());
    };
  }

  /** Whoever may name only hosts of others' choice cannot make a name lead elsewhere later. */
  private static boolean listed(List<String> hosts, String name) {
    return hosts.isEmpty()
        || hosts.stream()
            .anyMatch(host ->
                host.startsWith("*.") ? name.endsWith(host.substring(1)) : name.equals(host));
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
    return addresses.isEmpty() ? Optional.of(ArgumentFlaw.HOST_UNRESOLVED) : reach.flaw(addresses);
  }
}
