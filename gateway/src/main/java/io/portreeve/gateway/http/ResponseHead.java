package io.portreeve.gateway.http;

/**
 * The head of an answer.
 *
 * @param length of the body, or {@link Framing#CHUNKED}, or {@link Framing#UNSAID} if it goes on
 *     until the server closes
 * @param persistent whether the server keeps the connection
 */
record ResponseHead(int status, HttpFields fields, long length, boolean persistent) {

  static ResponseHead parse(byte[] section, boolean toHead) throws Rejected {
    int end = Lines.end(section, 0);
    String line = Lines.text(section, 0, end);
    boolean http10 = line.startsWith("HTTP/1.0 ");
    if (!http10 && !line.startsWith("HTTP/1.1 ")) {
      throw Rejected.malformed();
    }
    int status = status(line);
    HttpFields fields = Lines.fields(section, end + 2);
    long length = Framing.of(fields, http10);
    // RFC 9112 section 6.3, rule 1: these have no body, whatever their fields say.
    boolean bodiless = toHead || status < 200 || status == 204 || status == 304;
    boolean persistent = Framing.persistent(fields, http10);
    return new ResponseHead(
        status,
        fields,
        bodiless ? 0 : length,
        persistent && (bodiless || length != Framing.UNSAID));
  }

  /** Three digits, then the end or a blank and a reason that nobody reads. */
  private static int status(String line) throws Rejected {
    if (line.length() < 12 || (line.length() > 12 && line.charAt(12) != ' ')) {
      throw Rejected.malformed();
    }
    int status = 0;
    for (int i = 9; i < 12; i++) {
      char c = line.charAt(i);
      if (c < '0' || c > '9') {
        throw Rejected.malformed();
      }
      status = status * 10 + (c - '0');
    }
    for (int i = 12; i < line.length(); i++) {
      if (!Grammar.value((byte) line.charAt(i))) {
        throw Rejected.malformed();
      }
    }
    if (status < 100 || status > 599) {
      throw Rejected.malformed();
    }
    return status;
  }

  boolean interim() {
    return status < 200;
  }
}
