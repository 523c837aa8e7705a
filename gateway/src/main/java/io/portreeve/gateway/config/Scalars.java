package io.portreeve.gateway.config;

import io.portreeve.controls.Glob;
import io.portreeve.controls.network.AddressRanges;
import io.portreeve.controls.network.IpAddress;
import io.portreeve.controls.network.Network;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Parsed;
import io.portreeve.gateway.config.form.Scalar;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Words;
import io.portreeve.gateway.egress.Destination;
import io.portreeve.mcp.ServerId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The small words that several sections use. */
final class Scalars {
  private static final String LINE = "\\S([^\\u0000-\\u001f\\u007f]{0,254}\\S)?";
  private static final String WEB_ADDRESS = "write one such as `https://host/mcp`";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final Set<String> OWNED_HEADERS =
      Set.of(
          "accept",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "keep-alive",
          "last-event-id",
          "origin",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private Scalars() {}

  /**
   * What the operator calls a server; it stands before the server's names, so it is short and
   * plain.
   */
  static Scalar<String> serverId() {
    return Forms.matching(
        "[a-z][a-z0-9-]{0,31}", "a server id such as `files` (a-z, 0-9 and -, at most 32)");
  }

  /** What the operator calls an endpoint. */
  static Scalar<String> endpointId() {
    return Forms.matching("[a-z][a-z0-9-]{0,31}", "a name such as `office` (a-z, 0-9 and -)");
  }

  /** One of the configured servers. */
  static Scalar<String> server() {
    return Forms.declaredUnder("servers", "a server");
  }

  /** What the operator calls a classifier. */
  static Scalar<String> classifierName() {
    return Forms.matching("[a-z][a-z0-9-]{0,31}", "a name such as `prompt-guard`");
  }

  /** One of the configured classifiers. */
  static Scalar<String> classifier() {
    return Forms.declaredUnder("classifiers", "a classifier");
  }

  /** A role that principals have. */
  static Scalar<String> role() {
    return Forms.matching(Names.ROLE, "a role such as `staff`");
  }

  /** The name of a principal in policy and audit. */
  static Scalar<String> principal() {
    return Forms.matching(Names.PRINCIPAL, "the name of a principal such as `ci`");
  }

  /** The name of a client or of an actor: what its issuer calls it may be any visible text. */
  static Scalar<String> client() {
    return Forms.matching("[!-~]{1,320}", "the name of a client such as `corp/desk` or `key:…`");
  }

  /** A pattern of the names of clients or principals. */
  static Scalar<Glob> callers() {
    Scalar<String> text =
        Forms.matching("[!-~]{1,320}", "a name such as `corp/desk`, in which `*` is any text");
    return text.as(Glob::new, Glob::pattern);
  }

  /** The name of a rule in audit and messages. */
  static Scalar<String> ruleName() {
    return Forms.matching("[a-z][a-z0-9-]{0,63}", "a name such as `staff-read`");
  }

  /** A pattern of names or addresses. */
  static Scalar<Glob> pattern() {
    Scalar<String> text =
        Forms.matching(
            "[^\\u0000-\\u001f\\u007f]{1,256}", "a name in which `*` stands for any characters");
    return text.as(Glob::new, Glob::pattern);
  }

  /**
   * A pattern of a server's own names. Clients know them with the server's id before them; a rule
   * that copied such a name would never match, and nobody would notice.
   *
   * @param key the key of the rule that takes it
   */
  static Scalar<Glob> ownName(String key) {
    Scalar<Glob> pattern = pattern();
    return new Scalar<>(
        pattern.expects(),
        pattern.pattern(),
        (text, reading) ->
            pattern
                .parse()
                .apply(text, reading)
                .then(glob -> withoutId(key, glob, reading.declared("servers"))),
        pattern.print());
  }

  private static Parsed<Glob> withoutId(String key, Glob glob, List<String> servers) {
    for (String server : servers) {
      String seen = server + ServerId.NAME_SEPARATOR;
      if (glob.pattern().startsWith(seen) && glob.pattern().length() > seen.length()) {
        String own = Words.quoted(glob.pattern().substring(seen.length()));
        return Parsed.wrong(
            Words.quoted(glob.pattern())
                + " is what clients see, and rules go by the servers' own names",
            "write `servers: [" + server + "]`, and " + own + " under `" + key + "`");
      }
    }
    return Parsed.right(glob);
  }

  /** The path of an endpoint; where our pages are, none can be. */
  static Scalar<String> endpoint() {
    return Forms.matching(
        "(?!/(login|approvals|console)(/|$))(/|(/[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,63}){1,8})",
        "a path such as `/mcp`, and none at `/login`, `/approvals` or `/console` or below");
  }

  /** A host of the Host header, with or without a port. */
  static Scalar<String> host() {
    return Forms.matching(
        "([a-z0-9]([a-z0-9.-]{0,252}[a-z0-9])?|\\[[0-9a-f:.]{2,45}\\])(:[0-9]{1,5})?",
        "a host in lower case such as `mcp.example.com`, with its port if not the default");
  }

  /** A host of addresses, or all hosts below one. */
  static Scalar<String> hostPattern() {
    return Forms.matching(
        "(\\*\\.)?[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?",
        "a host in lower case such as `docs.example.com`, or `*.example.com` for all below it");
  }

  /** A network, or one address. */
  static Scalar<Network> network() {
    String expects = "a network such as `10.0.0.0/8` or `fd00::/8`";
    return Scalar.of(
        expects,
        "^[0-9A-Fa-f:.]+(/[0-9]{1,3})?$",
        text ->
            Network.read(text)
                .map(Parsed::right)
                .orElseGet(() ->
                    Parsed.wrong(
                        Words.quoted(text) + " is not a network",
                        "write " + expects + ", whose address ends where the prefix does")),
        Network::toString);
  }

  /** An origin as browsers send it. */
  static Scalar<String> origin() {
    return Forms.matching(
        "https?://([a-z0-9]([a-z0-9.-]{0,252}[a-z0-9])?|\\[[0-9a-f:.]{2,45}\\])(:[0-9]{1,5})?",
        "an origin such as `https://app.example.com`, without a path");
  }

  /** A host and port that a program may connect to. */
  static Scalar<Destination> destination() {
    String expects = "a host such as `api.example.com`, for port 443, or `host:port`";
    return Scalar.of(
        expects,
        "^\\S+$",
        text ->
            Destination.read(text)
                .map(Parsed::right)
                .orElseGet(() -> Parsed.wrong("is not a destination", "write " + expects)),
        Destination::toString);
  }

  /** The scheme of an address. */
  static Scalar<String> scheme() {
    return Forms.matching("[a-z][a-z0-9+.-]{0,31}", "a URI scheme such as `https`");
  }

  /**
   * A header that the operator may set; those that the protocol or the connection own are not among
   * them.
   */
  static Scalar<String> header() {
    return Forms.matching("[A-Za-z0-9-]{1,64}", "the name of a header")
        .where("the name of a header that is not the protocol's own", Scalars::freeHeader);
  }

  private static Parsed<String> freeHeader(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean owned = OWNED_HEADERS.contains(lower) || lower.startsWith("mcp-");
    return owned
        ? Parsed.wrong("is a header that only the gateway sets", "remove it")
        : Parsed.right(name);
  }

  /** The address of an MCP endpoint; credentials and fragments have no place in it. */
  static Scalar<URI> url() {
    return Scalar.of(
        "an address such as `https://host/mcp`",
        "^https?://\\S+$",
        Scalars::parseUrl,
        URI::toString);
  }

  private static Parsed<URI> parseUrl(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException malformed) {
      return Parsed.wrong("is not an address (not shown)", WEB_ADDRESS);
    }
    if (uri.getScheme() == null || !List.of("http", "https").contains(uri.getScheme())) {
      return Parsed.wrong("is not an `http:` or `https:` address", WEB_ADDRESS);
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      return Parsed.wrong(
          "has credentials or a fragment in it (not shown)",
          "leave them out; send a credential with `bearer-token` or `headers`");
    }
    if (uri.getHost() == null) {
      boolean none = uri.getRawAuthority() == null;
      return Parsed.wrong(
          none
              ? "has no host"
              : "has a host of other than letters, digits, `-` and `.`, or a wrong port",
          WEB_ADDRESS);
    }
    if (!hasPort(uri)) {
      return wrongPort();
    }
    return handsOutCredentials(uri.getHost())
        ? Parsed.wrong("leads to what hands out the credentials of a machine", WEB_ADDRESS)
        : Parsed.right(uri);
  }

  /** Whether there is a port that an address may have, be it that of its scheme. */
  static boolean hasPort(URI uri) {
    return uri.getPort() == -1 || isPort(uri.getPort());
  }

  static boolean isPort(int port) {
    return port > 0 && port <= 65_535;
  }

  static <T> Parsed<T> wrongPort() {
    return Parsed.wrong("has a port out of range", "choose from 1 to 65535");
  }

  private static boolean handsOutCredentials(String host) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return IpAddress.parseFour(bare)
        .or(() -> IpAddress.parseSix(bare))
        .filter(address -> AddressRanges.owner(address) == AddressRanges.Owner.METADATA)
        .isPresent();
  }

  /** A name, or all names below one; an address needs no word but its own. */
  static Scalar<String> namePattern() {
    return Forms.matching(
        "(?![0-9.]+$)(\\*\\.)?[a-z0-9_]([a-z0-9._-]{0,250}[a-z0-9_])?",
        "a name in lower case such as `mcp.example.com`, or `*.example.com` for all below it");
  }

  /** What the operator calls an authorization server; it stands before the names of principals. */
  static Scalar<String> issuerId() {
    return Forms.matching("[a-z][a-z0-9-]{0,31}", "a name such as `corp` (a-z, 0-9 and -)");
  }

  /** One scope (RFC 6749, section 3.3). */
  static Scalar<String> scope() {
    return Forms.matching("[!#-\\[\\]-~]{1,128}", "a scope such as `files:read`");
  }

  /** The name of a claim, or a path of names with dots between them. */
  static Scalar<String> claim() {
    return Forms.matching(
        "[A-Za-z0-9_:/-]{1,64}(\\.[A-Za-z0-9_:/-]{1,64}){0,3}",
        "the name of a claim such as `groups`, or a path such as `realm_access.roles`");
  }

  /** A value of a claim, equal as a whole. */
  static Scalar<String> claimValue() {
    return Forms.matching(LINE, "a value of a claim");
  }

  /** Who we are to an authorization server. */
  static Scalar<String> clientId() {
    return Forms.matching(LINE, "the id of a client, as the issuer gave it out");
  }

  /** Whether what is sent to the address can be read and changed on its way. */
  static boolean openToOthers(URI uri) {
    return !uri.getScheme().equals("https") && !loopback(uri);
  }

  /** An address that may lead to others without TLS only where that is accepted. */
  static void encryptedUnless(boolean accepted, Optional<URI> address, Spot at, Spot acceptance) {
    boolean open = address.filter(Scalars::openToOthers).isPresent();
    if (open && !accepted) {
      at.problem(
          "leads to another machine without TLS",
          "use `https:`, or accept it with `insecure-plaintext: true` beside it");
    } else if (accepted && !open) {
      acceptance.problem("has no effect here", "remove it");
    }
  }

  /** What is sent to the address must not be read or changed on its way: {@code fix} says why. */
  static void encrypted(URI address, Spot spot, String fix) {
    if (openToOthers(address)) {
      spot.problem("leads to another machine without TLS", fix);
    }
  }

  /** An address of a file or directory that a legacy server may be told of. */
  static Scalar<URI> root() {
    return Forms.matching("file:///\\S*", "an address such as `file:///srv/docs`")
        .then(
            text -> {
              try {
                return Parsed.right(new URI(text));
              } catch (URISyntaxException malformed) {
                return Parsed.wrong("is not an address", "write one such as `file:///srv/docs`");
              }
            },
            URI::toString);
  }

  /** Whether the address leads to this machine, by its text alone. */
  static boolean loopback(URI uri) {
    return LOOPBACK.contains(String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT));
  }
}
