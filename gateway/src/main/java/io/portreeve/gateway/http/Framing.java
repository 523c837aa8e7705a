package io.portreeve.gateway.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the fields of a head say where its body ends (RFC 9112 section 6), in one reading or none:
 * whatever two readers could take differently is refused.
 */
final class Framing {
  /** A body in chunks; other bodies are told by their length. */
  static final long CHUNKED = -1;

  /** No word about a body. */
  static final long UNSAID = -2;

  private Framing() {}

  static long of(HttpFields fields, boolean http10) throws Rejected {
    List<String> lengths = fields.all("content-length");
    List<String> codings = fields.all("transfer-encoding");
    if (codings.isEmpty()) {
      return lengths.isEmpty() ? UNSAID : length(lengths);
    }
    // RFC 9112 section 6.1: a transfer coding in HTTP/1.0 is a sign of faulty framing.
    if (http10
        || !lengths.isEmpty()
        || codings.size() > 1
        || !codings.getFirst().equalsIgnoreCase("chunked")) {
      throw Rejected.malformed();
    }
    return CHUNKED;
  }

  private static long length(List<String> lengths) throws Rejected {
    String text = lengths.getFirst();
    if (lengths.size() > 1 || text.isEmpty() || text.length() > 18) {
      throw Rejected.malformed();
    }
    long length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw Rejected.malformed();
      }
      length = length * 10 + (c - '0');
    }
    return length;
  }

  /** Whether the sender keeps the connection after this message. */
  static boolean persistent(HttpFields fields, boolean http10) {
    if (http10) {
      return false;
    }
    for (String value : fields.all("connection")) {
      for (String option : value.split(",", -1)) {
        if (option.strip().toLowerCase(Locale.ROOT).equals("close")) {
          return false;
        }
      }
    }
    return true;
  }

  /** The single value of a field that may occur once at most. */
  static Optional<String> single(HttpFields fields, String name) throws Rejected {
    if (fields.count(name) > 1) {
      throw Rejected.malformed();
    }
    return fields.first(name);
  }
}
