package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.HttpFields;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What there is to show to one server on behalf of one exchange. */
public sealed interface UpstreamCredential {
  /** The protocol's own fields, which nothing else may stand for. */
  Set<String> OURS =
      Set.of("content-type", "accept", "host", "origin", "last-event-id", "accept-encoding");

  /**
   * The same fields.
   *
   * @throws IllegalArgumentException if one of them belongs to the protocol
   */
  static HttpFields harmless(HttpFields fields) {
    fields.each((name, _) -> {
      if (OURS.contains(name) || name.toLowerCase(Locale.ROOT).startsWith("mcp-")) {
        throw new IllegalArgumentException("a header field that belongs to the protocol");
      }
    });
    return fields;
  }

  /**
   * Something to show.
   *
   * @param fields header fields for a server over HTTP; none of the protocol's own
   * @param environment variables for a program, beside those of its command
   * @param set a name for whose credential it is, in which nothing is secret: equal for two
   *     exchanges only if whatever was opened for one may serve the other. A token that replaces an
   *     expired one of the same grant has the name of that one; another secret has another name
   */
  record Granted(HttpFields fields, Map<String, String> environment, String set)
      implements UpstreamCredential {
    public Granted {
      environment = Map.copyOf(environment);
      var _ = harmless(fields);
    }

    public static Granted fields(HttpFields fields, String set) {
      return new Granted(fields, Map.of(), set);
    }

    public static Granted bearer(String token, String set) {
      return fields(HttpFields.of("authorization", "Bearer " + token), set);
    }

    /** Whose it is; what it is, is secret. */
    @Override
    public String toString() {
      return "a credential of " + set;
    }
  }

  /**
   * Nothing, until the user was at a page of ours.
   *
   * @param page where to send the user
   */
  record LoginNeeded(URI page) implements UpstreamCredential {}

  /**
   * Nothing, and the user can do nothing about it.
   *
   * @param why for the operator, in our own words
   */
  record Unavailable(String why) implements UpstreamCredential {}
}
