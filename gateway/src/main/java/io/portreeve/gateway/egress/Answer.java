package io.portreeve.gateway.egress;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What is said to a request. */
enum Answer {
  ESTABLISHED("200 Connection established", ""),
  BAD_REQUEST("400 Bad Request", Answer.LAST),
  NOT_GRANTED("403 Forbidden", Answer.LAST),
  NO_PASSWORD(
      "407 Proxy Authentication Required",
      "proxy-authenticate: Basic realm=\"egress\"\r\n" + Answer.LAST),
  TOO_SLOW("408 Request Timeout", Answer.LAST),
  NOWHERE("502 Bad Gateway", Answer.LAST),
  FULL("503 Service Unavailable", Answer.LAST);

  private static final String LAST = "content-length: 0\r\nconnection: close\r\n";

  private final String status;
  private final String fields;

  Answer(String status, String fields) {
    this.status = status;
    this.fields = fields;
  }

  void to(Socket client) throws IOException {
    String head = "HTTP/1.1 " + status + "\r\n" + fields + "\r\n";
    client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
  }
}
