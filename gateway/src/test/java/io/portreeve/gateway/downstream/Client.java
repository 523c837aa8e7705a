package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpListener;
import io.portreeve.gateway.http.HttpRefusals;
import io.portreeve.gateway.http.ListenerOptions;
import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.http.Refusal;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener on the loopback address, and a plain HTTP client that speaks to it. */
final class Client implements AutoCloseable, HttpRefusals {
  final List<Throwable> failed = new CopyOnWriteArrayList<>();
  private final HttpEngine engine = HttpEngine.start(2);
  private final HttpListener listener;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Client(HttpHandler handler) throws IOException {
    this(handler, ListenerOptions.defaults());
  }

  Client(HttpHandler handler, ListenerOptions options) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    listener = HttpListener.start(engine, any, options, handler, this);
  }

  /** How many requests the listener has somebody deal with. */
  int underWay() {
    return listener.underWay();
  }

  /** Sends a request as {@code who}; headers are names and values in turn. */
  Reply send(String who, String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + listener.address().getPort() + path))
            .timeout(Duration.ofMinutes(1))
            .header("authorization", who)
            .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
    if (!List.of(headers).contains("content-type")) {
      request.header("content-type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return new Reply(client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
  }

  /** One answer; its events are read one by one. */
  static final class Reply implements AutoCloseable {
    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    Reply(HttpResponse<InputStream> response) {
      this.response = response;
      this.lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    int status() {
      return response.statusCode();
    }

    String type() {
      return field("content-type");
    }

    String field(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    JsonObject json() throws IOException {
      return Jsons.object(new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** The next line that is not empty, comments too. */
    String line() throws IOException {
      String line = lines.readLine();
      while (line != null && line.isEmpty()) {
        line = lines.readLine();
      }
      return line == null ? "" : line;
    }

    /** The next event that has data. */
    Event event() throws IOException {
      return next().orElseThrow(() -> new IOException("the stream ended"));
    }

    Optional<Event> next() throws IOException {
      String id = "";
      String type = "";
      String data = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          type = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        } else if (line.isEmpty() && !data.isEmpty()) {
          return Optional.of(new Event(id, type, data));
        }
      }
      return Optional.empty();
    }

    /** Cuts the connection. */
    @Override
    public void close() {
      try {
        response.body().close();
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  /** One event. */
  record Event(String id, String type, String data) {
    JsonObject json() {
      return Jsons.object(data);
    }

    String method() {
      return json().string("method").orElse("");
    }
  }

  @Override
  public void refused(Refusal refusal, Peer peer) {}

  @Override
  public void failed(Throwable cause, Peer peer) {
    failed.add(cause);
  }

  @Override
  public void close() {
    client.shutdownNow();
    listener.close();
    engine.close();
  }
}
