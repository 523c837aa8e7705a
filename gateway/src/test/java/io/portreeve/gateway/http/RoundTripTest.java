package io.portreeve.gateway.http;

import static io.portreeve.gateway.http.Loopback.bytes;
import static io.portreeve.gateway.http.Loopback.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pool and listener, one talking to the other. */
class RoundTripTest {
  private final Loopback loopback = new Loopback();

  @AfterEach
  void close() {
    loopback.close();
  }

  @Test
  void request_arrivesWhole_andSoDoesItsReply() throws Exception {
    loopback.listen((request, reply) ->
        reply.send(
            201,
            HttpFields.of("x-seen", request.method() + request.path() + "|" + request.query()),
            request.body()));

    HttpCall call = HttpCall.of("POST", "/a/b?c=d", HttpFields.of("x-one", "1"), bytes("hello"));
    try (HttpResponse response = loopback.pool.send(loopback.destination(), call)) {
      assertThat(response.status()).isEqualTo(201);
      assertThat(response.headers().first("X-Seen")).contains("POST/a/b|c=d");
      assertThat(text(response.body(100))).isEqualTo("hello");
    }
  }

  @Test
  void stream_arrivesChunkByChunk_thenEnds() throws Exception {
    loopback.listen((request, reply) -> {
      try (HttpStream stream = reply.stream(200, HttpFields.empty())) {
        for (int i = 0; i < 1000; i++) {
          stream.write(bytes("event " + i + "\n"));
        }
      }
    });

    ByteArrayOutputStream all = new ByteArrayOutputStream();
    HttpCall call = HttpCall.of("GET", "/", HttpFields.empty(), bytes(""));
    try (HttpResponse response = loopback.pool.send(loopback.destination(), call)) {
      for (var chunk = response.next(); chunk.isPresent(); chunk = response.next()) {
        all.writeBytes(chunk.get());
      }
    }
    assertThat(all.toString(StandardCharsets.US_ASCII).lines()).hasSize(1000).endsWith("event 999");
  }

  @Test
  void largeBodies_arriveWhole_bothWays() throws Exception {
    loopback.listen((request, reply) -> reply.send(200, HttpFields.empty(), request.body()));
    byte[] large = new byte[3_000_000];
    new Random(1).nextBytes(large);

    HttpCall call = HttpCall.of("POST", "/", HttpFields.empty(), large);
    try (HttpResponse response = loopback.pool.send(loopback.destination(), call)) {
      assertThat(response.body(large.length)).isEqualTo(large);
    }
  }

  /** Whether they share a buffer with the head or not; a call can be sent again. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4_096, 30_000, 70_000})
  void bodyInParts_arrivesAsOne_eachTimeItIsSent(int length) throws Exception {
    loopback.listen((request, reply) -> reply.send(200, HttpFields.empty(), request.body()));
    byte[] part = new byte[length];
    new Random(2).nextBytes(part);
    ByteBuffer view = ByteBuffer.wrap(part).asReadOnlyBuffer();
    List<ByteBuffer> parts =
        List.of(ByteBuffer.wrap(bytes("<")), view, view, ByteBuffer.wrap(bytes(">")));
    Duration minute = Duration.ofMinutes(1);
    HttpCall call = new HttpCall("POST", "/", HttpFields.empty(), parts, minute, minute, true);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(bytes("<"));
    whole.writeBytes(part);
    whole.writeBytes(part);
    whole.writeBytes(bytes(">"));

    for (int i = 0; i < 2; i++) {
      try (HttpResponse response = loopback.pool.send(loopback.destination(), call)) {
        assertThat(response.body(200_000)).isEqualTo(whole.toByteArray());
      }
    }
  }

  @Test
  void connection_isKept_forTheNextCall() throws Exception {
    HttpListener listener =
        loopback.listen((request, reply) -> reply.send(200, HttpFields.empty(), request.body()));

    for (int i = 0; i < 200; i++) {
      HttpCall call = HttpCall.of("POST", "/", HttpFields.empty(), bytes("n" + i));
      try (HttpResponse response = loopback.pool.send(loopback.destination(), call)) {
        assertThat(text(response.body(100))).isEqualTo("n" + i);
      }
    }
    assertThat(listener.connections()).isEqualTo(1);
    assertThat(loopback.pool.connections()).isEqualTo(1);
  }
}
