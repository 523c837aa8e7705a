package io.portreeve.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.portreeve.testkit.client.RawClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that are wrong by themselves: answered once, told once, never handled. */
class BadRequestTest {
  private final Loopback loopback = new Loopback();
  private final List<String> handled = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    loopback.close();
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        // the request line
        arguments("empty first line", "\r\nGET / HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("no target", "GET HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("no version", "GET /\r\nhost: a\r\n\r\n", 400),
        arguments("two blanks before target", "GET  / HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("two blanks before version", "GET /  HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("blank after version", "GET / HTTP/1.1 \r\nhost: a\r\n\r\n", 400),
        arguments("blank before method", " GET / HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("tab as separator", "GET\t/ HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("method not a token", "GE(T / HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("no method", " / HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("NUL in method", "GE\0T / HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("lower-case version", "GET / http/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("version 1.10", "GET / HTTP/1.10\r\nhost: a\r\n\r\n", 400),
        arguments("version 0.9", "GET / HTTP/0.9\r\nhost: a\r\n\r\n", 505),
        arguments("version 1.2", "GET / HTTP/1.2\r\nhost: a\r\n\r\n", 505),
        arguments("version 2.0", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        arguments("version 3.0", "GET / HTTP/3.0\r\nhost: a\r\n\r\n", 505),
        // the target
        arguments("target without slash", "GET a HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("fragment", "GET /a#b HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("backslash", "GET /a\\b HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("quote", "GET /a\"b HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("angle bracket", "GET /<b HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("non-ASCII", "GET /\u00e9 HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("NUL", "GET /\0 HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("DEL", "GET /\u007f HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("half an escape", "GET /%4 HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("no escape", "GET /%zz HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("asterisk but not OPTIONS", "GET * HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("CONNECT with authority", "CONNECT a:1 HTTP/1.1\r\nhost: a:1\r\n\r\n", 400),
        arguments("CONNECT with path", "CONNECT / HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("other scheme", "GET ftp://a/ HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("absolute, other host", "GET http://b/ HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("absolute, other port", "GET http://a:1/ HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("absolute, user", "GET http://u@a/ HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        arguments("absolute, no host", "GET http:/// HTTP/1.1\r\nhost: a\r\n\r\n", 400),
        // Host
        arguments("no host", "GET / HTTP/1.1\r\naccept: x\r\n\r\n", 400),
        arguments("no fields at all", "GET / HTTP/1.1\r\n\r\n", 400),
        arguments("two hosts", "GET / HTTP/1.1\r\nhost: a\r\nHost: a\r\n\r\n", 400),
        arguments("empty host", "GET / HTTP/1.1\r\nhost:\r\n\r\n", 400),
        arguments("host list", "GET / HTTP/1.1\r\nhost: a, b\r\n\r\n", 400),
        arguments("host with path", "GET / HTTP/1.1\r\nhost: a/b\r\n\r\n", 400),
        arguments("host with user", "GET / HTTP/1.1\r\nhost: u@a\r\n\r\n", 400),
        arguments("host with blank", "GET / HTTP/1.1\r\nhost: a b\r\n\r\n", 400),
        arguments("host port too large", "GET / HTTP/1.1\r\nhost: a:65536\r\n\r\n", 400),
        arguments("host port not a number", "GET / HTTP/1.1\r\nhost: a:x\r\n\r\n", 400),
        arguments("host without its bracket", "GET / HTTP/1.1\r\nhost: [::1\r\n\r\n", 400),
        arguments("1.0 with two hosts", "GET / HTTP/1.0\r\nhost: a\r\nhost: a\r\n\r\n", 400),
        // fields
        arguments("no colon", "GET / HTTP/1.1\r\nhost: a\r\nfoo\r\n\r\n", 400),
        arguments("no name", "GET / HTTP/1.1\r\nhost: a\r\n: x\r\n\r\n", 400),
        arguments("blank before colon", "GET / HTTP/1.1\r\nhost: a\r\nfoo : x\r\n\r\n", 400),
        arguments("tab before colon", "GET / HTTP/1.1\r\nhost: a\r\nfoo\t: x\r\n\r\n", 400),
        arguments("blank in name", "GET / HTTP/1.1\r\nhost: a\r\nf oo: x\r\n\r\n", 400),
        arguments("folded line", "GET / HTTP/1.1\r\nhost: a\r\nfoo: x\r\n y\r\n\r\n", 400),
        arguments("folded by tab", "GET / HTTP/1.1\r\nhost: a\r\nfoo: x\r\n\ty\r\n\r\n", 400),
        arguments("folded first field", "GET / HTTP/1.1\r\n host: a\r\n\r\n", 400),
        arguments("bare CR in value", "GET / HTTP/1.1\r\nhost: a\r\nfoo: x\ry\r\n\r\n", 400),
        arguments("bare CR in name", "GET / HTTP/1.1\r\nhost: a\r\nf\roo: x\r\n\r\n", 400),
        arguments("CR CR LF", "GET / HTTP/1.1\r\nhost: a\r\r\n\r\n", 400),
        arguments("bare LF after line", "GET / HTTP/1.1\nhost: a\r\n\r\n", 400),
        arguments("bare LF after field", "GET / HTTP/1.1\r\nhost: a\n\r\n", 400),
        arguments("bare LF at the end", "GET / HTTP/1.1\r\nhost: a\r\n\n", 400),
        arguments("NUL in value", "GET / HTTP/1.1\r\nhost: a\r\nfoo: \0\r\n\r\n", 400),
        arguments("NUL in name", "GET / HTTP/1.1\r\nhost: a\r\nf\0: x\r\n\r\n", 400),
        arguments("ESC in value", "GET / HTTP/1.1\r\nhost: a\r\nfoo: \u001b\r\n\r\n", 400),
        arguments("non-ASCII in name", "GET / HTTP/1.1\r\nhost: a\r\nf\u00e9: x\r\n\r\n", 400),
        // Expect
        arguments("other expectation", "POST / HTTP/1.1\r\nhost: a\r\nexpect: x\r\n\r\n", 417));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void badRequest_isAnsweredOnce_andTheConnectionEnds(String name, String request, int status)
      throws Exception {
    try (RawClient client = new RawClient(listen().address())) {
      String answer = client.send(request + "GET /next HTTP/1.1\r\nhost: a\r\n\r\n").all();

      assertThat(answer)
          .startsWith("HTTP/1.1 " + status + " ")
          .contains("\r\ncontent-length: 0\r\nconnection: close\r\n")
          .containsOnlyOnce("HTTP/1.1 ")
          .endsWith("\r\n\r\n");
    }
    assertThat(handled).isEmpty();
    assertThat(loopback.refused).extracting(Refusal::status).containsExactly(status);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void badRequest_fedByteByByte_isRefusedAllTheSame(String name, String request, int status)
      throws Exception {
    assertThat(Reading.slowly(request)).isEqualTo("" + status);
    assertThat(Reading.atOnce(request)).isEqualTo("" + status);
  }

  @Test
  void request_withEverythingThatIsAllowed_isHandled() throws Exception {
    String request =
        String.join(
            "\r\n",
            "M!#$%&'*+-.^_`|~09 /a//../%2F;x=(1)?q=a/b?&c@:' HTTP/1.1",
            "Host: [2001:DB8::1]:65535",
            "empty:",
            "blanks: \t a \t b \t ",
            "obs: \u00e9",
            "connection: x, Close",
            "\r\n");
    try (RawClient client = new RawClient(listen().address())) {
      assertThat(client.send(request).all()).startsWith("HTTP/1.1 200 OK\r\n");
    }
    assertThat(handled).containsExactly("/a//../%2F;x=(1)");
  }

  private HttpListener listen() throws Exception {
    return loopback.listen((request, reply) -> {
      handled.add(request.path());
      reply.send(200, HttpFields.empty(), request.body());
    });
  }
}
