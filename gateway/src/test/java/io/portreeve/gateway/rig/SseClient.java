package io.portreeve.gateway.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A client of the HTTP+SSE transport of 2024-11-05. */
public final class SseClient implements AutoCloseable {
  /** The parameters of its {@code initialize}. */
  public static final String HELLO =
      "{'protocolVersion':'2024-11-05','capabilities':{},"
          + "'clientInfo':{'name':'test','version':'1'}}";

  private final HttpClient stream;
  private final BufferedReader lines;
  private final McpClient messages;
  private final AtomicInteger lastId = new AtomicInteger();

  private SseClient(HttpClient stream, BufferedReader lines, McpClient messages) {
    this.stream = stream;
    this.lines = lines;
    this.messages = messages;
  }

  public static SseClient open(URI url, String key) throws IOException, InterruptedException {
    HttpClient stream = HttpClient.newHttpClient();
    HttpRequest get =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofMinutes(1))
            .header("accept", "text/event-stream")
            .header("authorization", "Bearer " + key)
            .build();
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                stream.send(get, HttpResponse.BodyHandlers.ofInputStream()).body(),
                StandardCharsets.UTF_8));
    return new SseClient(stream, lines, new McpClient(url.resolve(data(lines)), key));
  }

  /** The answer to a request, as text; fails if the request is not accepted. */
  public String ask(String method, String params) throws IOException, InterruptedException {
    String id = "\"id\":" + lastId.incrementAndGet();
    Reply accepted =
        messages.send(
            "POST",
            "{'jsonrpc':'2.0'," + id + ",'method':'" + method + "','params':" + params + "}");
    if (accepted.status() != 202) {
      throw new AssertionError(accepted.status() + " " + accepted.body());
    }
    String said = data(lines);
    while (!said.contains(id)) {
      said = data(lines);
    }
    return said;
  }

  private static String data(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data: ")) {
        return line.substring("data: ".length());
      }
    }
    throw new IOException("the stream ended");
  }

  @Override
  public void close() {
    stream.shutdownNow();
  }
}
