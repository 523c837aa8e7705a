package io.portreeve.gateway.http;

import java.util.Locale;
import java.util.Optional;

/**
 * The head of a request that passed every rule of RFC 9112 and some stricter ones of ours.
 *
 * @param length of the body, or {@link Framing#CHUNKED}
 * @param persistent whether the connection may serve another request after this one
 * @param expectsContinue whether the peer waits for a 100 before it sends the body
 */
record RequestHead(
    String method,
    String path,
    String query,
    HttpFields fields,
    long length,
    boolean http10,
    boolean persistent,
    boolean expectsContinue) {

  /** The same, as the last request of its connection. */
  RequestHead last() {
    return new RequestHead(method, path, query, fields, length, http10, false, expectsContinue);
  }

  static RequestHead parse(byte[] section) throws Rejected {
    int end = Lines.end(section, 0);
    int first = space(section, 0, end);
    int second = space(section, first + 1, end);
    String method = Lines.text(section, 0, first);
    if (!Grammar.isToken(method)) {
      throw Rejected.malformed();
    }
    boolean http10 = version(Lines.text(section, second + 1, end));
    HttpFields fields = Lines.fields(section, end + 2);
    String target = target(method, Lines.text(section, first + 1, second), host(fields, http10));
    int mark = target.indexOf('?');
    return new RequestHead(
        method,
        mark < 0 ? target : target.substring(0, mark),
        mark < 0 ? "" : target.substring(mark + 1),
        fields,
        length(fields, http10),
        http10,
        Framing.persistent(fields, http10),
        expectsContinue(fields, http10));
  }

  private static long length(HttpFields fields, boolean http10) throws Rejected {
    long length = Framing.of(fields, http10);
    return length == Framing.UNSAID ? 0 : length;
  }

  private static int space(byte[] section, int from, int end) throws Rejected {
    for (int at = from; at < end; at++) {
      if (section[at] == ' ') {
        return at;
      }
    }
    throw Rejected.malformed();
  }

  private static boolean version(String version) throws Rejected {
    if (version.equals("HTTP/1.1")) {
      return false;
    }
    if (version.equals("HTTP/1.0")) {
      return true;
    }
    boolean wellFormed =
        version.length() == 8
            && version.startsWith("HTTP/")
            && Character.digit(version.charAt(5), 10) >= 0
            && version.charAt(6) == '.'
            && Character.digit(version.charAt(7), 10) >= 0;
    throw new Rejected(wellFormed ? Refusal.VERSION_UNSUPPORTED : Refusal.MALFORMED);
  }

  /** RFC 9112 section 3.2: exactly one well-formed Host; only HTTP/1.0 may do without. */
  private static Optional<String> host(HttpFields fields, boolean http10) throws Rejected {
    Optional<String> host = Framing.single(fields, "host");
    if (host.isEmpty() ? !http10 : !Grammar.isAuthority(host.get())) {
      throw Rejected.malformed();
    }
    return host;
  }

  /** The path and query, whatever form the target had. */
  private static String target(String method, String target, Optional<String> host)
      throws Rejected {
    if (target.equals("*") && method.equals("OPTIONS")) {
      return target;
    }
    String origin = target.startsWith("/") ? target : originOf(target, host);
    if (method.equals("CONNECT") || !Grammar.isOriginForm(origin)) {
      throw Rejected.malformed();
    }
    return origin;
  }

  /** RFC 9112 section 3.2.2, with the further rule that the authority must be that of Host. */
  private static String originOf(String absolute, Optional<String> host) throws Rejected {
    String lower = absolute.toLowerCase(Locale.ROOT);
    int from = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : -1;
    if (from < 0 || host.isEmpty()) {
      throw Rejected.malformed();
    }
    int end = from;
    while (end < lower.length() && "/?".indexOf(lower.charAt(end)) < 0) {
      end++;
    }
    if (!absolute.substring(from, end).equalsIgnoreCase(host.get())) {
      throw Rejected.malformed();
    }
    String origin = absolute.substring(end);
    return origin.startsWith("/") ? origin : "/" + origin;
  }

  private static boolean expectsContinue(HttpFields fields, boolean http10) throws Rejected {
    Optional<String> expect = Framing.single(fields, "expect");
    if (expect.isPresent() && !expect.get().equalsIgnoreCase("100-continue")) {
      throw new Rejected(Refusal.EXPECTATION_UNKNOWN);
    }
    return expect.isPresent() && !http10;
  }
}
