package io.portreeve.gateway.rig;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A collector that takes nothing which the published classes of OTLP do not know to the last field:
 * what breaks the protocol is answered 400 and fails the test that looks at it.
 */
public final class OtlpReceiver implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<ExportTraceServiceRequest> traces = new LinkedBlockingQueue<>();
  private final BlockingQueue<ExportMetricsServiceRequest> metrics = new LinkedBlockingQueue<>();
  private final BlockingQueue<Map<String, List<String>>> headers = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> breaches = new LinkedBlockingQueue<>();
  private final List<Span> seen = new ArrayList<>();
  private volatile int status = 200;

  /** One on a free port of the loopback interface. */
  public OtlpReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.createContext("/", this::serve);
    server.start();
  }

  /** Its address, without the path of a signal. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on it answers so, and takes nothing unless that is 200. */
  public void answer(int other) {
    status = other;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      int answer = status;
      if (answer == 200) {
        answer = take(exchange, body);
      }
      byte[] said = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
      exchange.getResponseHeaders().add("content-type", "application/x-protobuf");
      exchange.sendResponseHeaders(answer, said.length == 0 ? -1 : said.length);
    }
  }

  private int take(HttpExchange exchange, byte[] body) {
    try {
      String wrong = wrong(exchange);
      if (wrong.isEmpty()) {
        wrong = take(exchange.getRequestURI().toString(), body);
      }
      if (wrong.isEmpty()) {
        headers.add(Map.copyOf(exchange.getRequestHeaders()));
        return 200;
      }
      breaches.add(wrong);
    } catch (InvalidProtocolBufferException malformed) {
      breaches.add(String.valueOf(malformed.getMessage()));
    }
    return 400;
  }

  private static String wrong(HttpExchange exchange) {
    boolean protobuf =
        "application/x-protobuf".equals(exchange.getRequestHeaders().getFirst("content-type"));
    return exchange.getRequestMethod().equals("POST") && protobuf ? "" : "no request of OTLP";
  }

  private String take(String path, byte[] body) throws InvalidProtocolBufferException {
    return switch (path) {
      case "/v1/traces" -> {
        ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body);
        String wrong = unknown(request) ? "a field that OTLP does not have" : wrong(spans(request));
        if (wrong.isEmpty()) {
          traces.add(request);
        }
        yield wrong;
      }
      case "/v1/metrics" -> {
        ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(body);
        boolean whole = !unknown(request) && histograms(request).allMatch(OtlpReceiver::isWhole);
        if (whole) {
          metrics.add(request);
        }
        yield whole ? "" : "no histograms: " + request;
      }
      default -> "not where anything is told: " + path;
    };
  }

  private static Stream<HistogramDataPoint> histograms(ExportMetricsServiceRequest request) {
    return request.getResourceMetricsList().stream()
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .flatMap(metric -> metric.getHistogram().getDataPointsList().stream());
  }

  private static boolean isWhole(HistogramDataPoint point) {
    return point.getBucketCountsCount() == point.getExplicitBoundsCount() + 1
        && point.getBucketCountsList().stream().mapToLong(Long::longValue).sum() == point.getCount()
        && point.getStartTimeUnixNano() > 0
        && point.getTimeUnixNano() >= point.getStartTimeUnixNano();
  }

  private static boolean unknown(Message message) {
    return !message.getUnknownFields().asMap().isEmpty()
        || message.getAllFields().values().stream()
            .flatMap(value -> value instanceof List<?> all ? all.stream() : List.of(value).stream())
            .anyMatch(value -> value instanceof Message part && unknown(part));
  }

  private static String wrong(List<Span> spans) {
    for (Span span : spans) {
      boolean right =
          span.getTraceId().size() == 16
              && span.getSpanId().size() == 8
              && (span.getParentSpanId().isEmpty() || span.getParentSpanId().size() == 8)
              && !span.getName().isEmpty()
              && span.getKind() != Span.SpanKind.SPAN_KIND_UNSPECIFIED
              && span.getStartTimeUnixNano() > 0
              && span.getEndTimeUnixNano() >= span.getStartTimeUnixNano()
              && span.getLinksList().stream()
                  .allMatch(link -> link.getTraceId().size() == 16 && link.getSpanId().size() == 8);
      if (!right) {
        return "not a span: " + span;
      }
    }
    return "";
  }

  private static List<Span> spans(ExportTraceServiceRequest request) {
    return request.getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  /** The next request whole; fails if something was told that is none. */
  public ExportTraceServiceRequest next() throws InterruptedException {
    ExportTraceServiceRequest next = traces.poll(1, TimeUnit.MINUTES);
    if (next == null || !breaches.isEmpty()) {
      throw new AssertionError("nothing was told, or what is no OTLP: " + breaches);
    }
    return next;
  }

  /** The next metrics; fails if something was told that is none. */
  public ExportMetricsServiceRequest nextMetrics() throws InterruptedException {
    ExportMetricsServiceRequest next = metrics.poll(1, TimeUnit.MINUTES);
    if (next == null || !breaches.isEmpty()) {
      throw new AssertionError("nothing was told, or what is no OTLP: " + breaches);
    }
    return next;
  }

  /** Whether metrics were told that nobody looked at. */
  public boolean hasMetrics() {
    return !metrics.isEmpty();
  }

  /** The header fields of the next request. */
  public Map<String, List<String>> nextHeaders() throws InterruptedException {
    Map<String, List<String>> next = headers.poll(1, TimeUnit.MINUTES);
    if (next == null) {
      throw new AssertionError("nothing was told: " + breaches);
    }
    return next;
  }

  /** The next span of that kind, of all that were told and not looked at. */
  public Span span(Predicate<Span> kind) throws InterruptedException {
    while (true) {
      for (Span span : List.copyOf(seen)) {
        if (kind.test(span)) {
          seen.remove(span);
          return span;
        }
      }
      seen.addAll(spans(next()));
    }
  }

  /** The attributes of a span, as text. */
  public static Map<String, String> attributes(List<KeyValue> of) {
    Map<String, String> all = new TreeMap<>();
    for (KeyValue one : of) {
      AnyValue value = one.getValue();
      String text =
          value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
      if (all.put(one.getKey(), text) != null) {
        throw new AssertionError(one.getKey() + " is there twice");
      }
    }
    return all;
  }

  /** An id in hexadecimal digits. */
  public static String hex(com.google.protobuf.ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
