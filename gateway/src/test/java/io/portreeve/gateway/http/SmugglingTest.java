package io.portreeve.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.portreeve.testkit.client.RawClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Request smuggling: messages that two readers would cut differently. Each carries a second request
 * that some reader would see; here nobody does.
 */
class SmugglingTest {
  private static final String HIDDEN = "GET /hidden HTTP/1.1\r\nhost: a\r\n\r\n";
  private static final String CHUNKED_HIDDEN = "0\r\n\r\n" + HIDDEN;

  private final Loopback loopback = new Loopback();
  private final List<String> handled = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    loopback.close();
  }

  static Stream<Arguments> ambiguous() {
    return Stream.of(
        // both framings, in either order (CL.TE, TE.CL)
        arguments("content-length: 6\r\ntransfer-encoding: chunked\r\n", CHUNKED_HIDDEN),
        arguments("transfer-encoding: chunked\r\ncontent-length: 6\r\n", CHUNKED_HIDDEN),
        arguments("content-length: 0\r\ntransfer-encoding: chunked\r\n", CHUNKED_HIDDEN),
        arguments("Content-Length: 4\r\nTransfer-Encoding: identity\r\n", "abcd" + HIDDEN),
        // the coding disguised (TE.TE)
        arguments("transfer-encoding: xchunked\r\n", CHUNKED_HIDDEN),
        arguments("transfer-encoding: \u000bchunked\r\n", CHUNKED_HIDDEN),
        arguments("transfer-encoding: chunked, chunked\r\n", CHUNKED_HIDDEN),
        arguments("transfer-encoding: gzip, chunked\r\n", CHUNKED_HIDDEN),
        arguments("transfer-encoding: chunked, identity\r\n", CHUNKED_HIDDEN),
        arguments("transfer-encoding: chunked\r\ntransfer-encoding: x\r\n", CHUNKED_HIDDEN),
        arguments("transfer-encoding: x\r\ntransfer-encoding: chunked\r\n", CHUNKED_HIDDEN),
        arguments("transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n", CHUNKED_HIDDEN),
        arguments("transfer-encoding: \"chunked\"\r\n", CHUNKED_HIDDEN),
        arguments("transfer-encoding: chunked;q=1\r\n", CHUNKED_HIDDEN),
        arguments("transfer-encoding:\r\n", CHUNKED_HIDDEN),
        arguments("transfer-encoding : chunked\r\n", CHUNKED_HIDDEN),
        arguments("transfer-encoding\t: chunked\r\n", CHUNKED_HIDDEN),
        arguments(" transfer-encoding: chunked\r\n", CHUNKED_HIDDEN),
        arguments("transfer\u00adencoding: chunked\r\n", CHUNKED_HIDDEN),
        arguments("x: y\ntransfer-encoding: chunked\r\n", CHUNKED_HIDDEN),
        arguments("x: y\rtransfer-encoding: chunked\r\n", CHUNKED_HIDDEN),
        arguments("transfer-encoding:\r\n chunked\r\n", CHUNKED_HIDDEN),
        arguments("transfer-encoding: chunked\r \n", CHUNKED_HIDDEN),
        // the length disguised
        arguments("content-length: 5\r\ncontent-length: 0\r\n", "abcde" + HIDDEN),
        arguments("content-length: 5\r\ncontent-length: 5\r\n", "abcde" + HIDDEN),
        arguments("content-length: 5, 5\r\n", "abcde" + HIDDEN),
        arguments("content-length: 5,0\r\n", "abcde" + HIDDEN),
        arguments("content-length: +5\r\n", "abcde" + HIDDEN),
        arguments("content-length: -1\r\n", HIDDEN),
        arguments("content-length: 0x5\r\n", "abcde" + HIDDEN),
        arguments("content-length: 5 \u000b\r\n", "abcde" + HIDDEN),
        arguments("content-length: 5 0\r\n", "abcde" + HIDDEN),
        arguments("content-length: 5.0\r\n", "abcde" + HIDDEN),
        arguments("content-length: \u0665\r\n", "abcde" + HIDDEN),
        arguments("content-length: \u00b2\r\n", "ab" + HIDDEN),
        arguments("content-length:\r\n", HIDDEN),
        arguments("content-length: \"5\"\r\n", "abcde" + HIDDEN),
        arguments("content-length: 18446744073709551621\r\n", "abcde" + HIDDEN),
        arguments("content-length : 5\r\n", "abcde" + HIDDEN),
        arguments("content-length: 5\r\n 0\r\n", "abcde" + HIDDEN),
        // the chunks disguised
        arguments("transfer-encoding: chunked\r\n", "0;x\r\n\r\n" + HIDDEN),
        arguments("transfer-encoding: chunked\r\n", "5;a=\n\r\nabcde\r\n0\r\n\r\n" + HIDDEN),
        arguments("transfer-encoding: chunked\r\n", "5;\r\nabcde\r\n0\r\n\r\n" + HIDDEN),
        arguments("transfer-encoding: chunked\r\n", "5 \r\nabcde\r\n0\r\n\r\n" + HIDDEN),
        arguments("transfer-encoding: chunked\r\n", " 5\r\nabcde\r\n0\r\n\r\n" + HIDDEN),
        arguments("transfer-encoding: chunked\r\n", "5\nabcde\r\n0\r\n\r\n" + HIDDEN),
        arguments("transfer-encoding: chunked\r\n", "5\rabcde\r\n0\r\n\r\n" + HIDDEN),
        arguments("transfer-encoding: chunked\r\n", "5\r\nabcde0\r\n\r\n" + HIDDEN),
        arguments("transfer-encoding: chunked\r\n", "5\r\nabcde\n0\r\n\r\n" + HIDDEN),
        arguments("transfer-encoding: chunked\r\n", "5\r\nabcdeXY0\r\n\r\n" + HIDDEN),
        arguments("transfer-encoding: chunked\r\n", "0x5\r\nabcde\r\n0\r\n\r\n" + HIDDEN),
        arguments("transfer-encoding: chunked\r\n", "+5\r\nabcde\r\n0\r\n\r\n" + HIDDEN),
        arguments("transfer-encoding: chunked\r\n", "-5\r\nabcde\r\n0\r\n\r\n" + HIDDEN),
        arguments("transfer-encoding: chunked\r\n", "\r\n0\r\n\r\n" + HIDDEN),
        arguments("transfer-encoding: chunked\r\n", "0\r\n\n" + HIDDEN),
        arguments("transfer-encoding: chunked\r\n", "0\n\n" + HIDDEN),
        arguments("transfer-encoding: chunked\r\n", "0\r\nx : y\r\n\r\n" + HIDDEN),
        arguments("transfer-encoding: chunked\r\n", "0\r\nnot a field\r\n\r\n" + HIDDEN),
        arguments("transfer-encoding: chunked\r\n", "g\r\n\r\n" + HIDDEN));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("ambiguous")
  void ambiguousFraming_isRefused_andNothingBehindItIsRead(String fields, String rest)
      throws Exception {
    try (RawClient client = new RawClient(listen().address())) {
      String answer = client.send("POST / HTTP/1.1\r\nhost: a\r\n" + fields + "\r\n" + rest).all();

      assertThat(answer).startsWith("HTTP/1.1 400 ").containsOnlyOnce("HTTP/1.1 ");
    }
    assertThat(handled).isEmpty();
    assertThat(loopback.refused).containsExactly(Refusal.MALFORMED);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("ambiguous")
  void ambiguousFraming_isRefused_howeverItIsCut(String fields, String rest) {
    String wire = "POST / HTTP/1.1\r\nhost: a\r\n" + fields + "\r\n" + rest;

    for (int piece = 1; piece < wire.length(); piece++) {
      assertThat(Reading.read(wire, piece)).isEqualTo("400");
    }
  }

  @ParameterizedTest
  @MethodSource("oversized")
  void chunkSize_beyondAllBounds_isRefusedBeforeItOverflows(String size) throws Exception {
    String head = "POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n";
    try (RawClient client = new RawClient(listen().address())) {
      assertThat(client.send(head + size + "\r\n" + HIDDEN).all())
          .startsWith("HTTP/1.1 413 ")
          .containsOnlyOnce("HTTP/1.1 ");
    }
    assertThat(handled).isEmpty();
  }

  static Stream<String> oversized() {
    return Stream.of(
        "fffffffff", "100000000", "10000000000000000", "7fffffffffffffff", "00000000000000000");
  }

  @ParameterizedTest
  @MethodSource("transferCodingsIn10")
  void http10_withTransferCoding_isRefused(String fields) throws Exception {
    try (RawClient client = new RawClient(listen().address())) {
      String request = "POST / HTTP/1.0\r\nhost: a\r\n" + fields + "\r\n" + CHUNKED_HIDDEN;
      assertThat(client.send(request).all()).startsWith("HTTP/1.1 400 ");
    }
    assertThat(handled).isEmpty();
  }

  static Stream<String> transferCodingsIn10() {
    return Stream.of("transfer-encoding: chunked\r\n", "Transfer-Encoding: identity\r\n");
  }

  private HttpListener listen() throws Exception {
    return loopback.listen((request, reply) -> {
      handled.add(request.path());
      reply.send(200, HttpFields.empty(), request.body());
    });
  }
}
