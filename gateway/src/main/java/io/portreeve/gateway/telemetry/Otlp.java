package io.portreeve.gateway.telemetry;

import java.time.Instant;
import java.util.List;

/**
 * Puts spans into requests of OTLP (opentelemetry/proto 1.x: {@code trace.proto}, {@code
 * common.proto}, {@code resource.proto}); the numbers are those of its fields.
 *
 * @param resource what all of them are of
 * @param version of this program
 */
record Otlp(List<Attribute> resource, String version) {
  /** The parent is known to be of another process (the bits 8 and 9 of the flags). */
  private static final int REMOTE_PARENT = 0x300;

  private static final int LOCAL_PARENT = 0x100;
  private static final int SAMPLED = 1;
  private static final int ERROR = 2;

  Otlp {
    resource = List.copyOf(resource);
  }

  /** An ExportTraceServiceRequest. */
  byte[] traces(List<Span> spans) {
    Protobuf scoped = new Protobuf().message(1, scope());
    spans.forEach(span -> scoped.message(2, of(span)));
    Protobuf resources = new Protobuf().message(1, ofUs());
    return new Protobuf().message(1, resources.message(2, scoped)).toBytes();
  }

  Protobuf ofUs() {
    return attributes(new Protobuf(), 1, resource);
  }

  Protobuf scope() {
    return new Protobuf().text(1, "io.portreeve").text(2, version);
  }

  private static Protobuf of(Span span) {
    Protobuf written =
        new Protobuf()
            .hex(1, span.ref().trace())
            .hex(2, span.ref().span())
            .text(3, span.state())
            .hex(4, span.parent().orElse(""))
            .text(5, span.name())
            .number(6, span.kind().number())
            .fixed64(7, nanos(span.start()))
            .fixed64(8, nanos(span.end()));
    attributes(written, 9, span.attributes());
    span.links().forEach(link -> written.message(13, of(link)));
    if (span.failed()) {
      written.message(15, new Protobuf().number(3, ERROR));
    }
    return written.fixed32(16, SAMPLED | parentage(span));
  }

  private static int parentage(Span span) {
    boolean remote = span.kind() == Span.Kind.SERVER && span.parent().isPresent();
    return remote ? REMOTE_PARENT : LOCAL_PARENT;
  }

  private static Protobuf of(SpanRef link) {
    return new Protobuf().hex(1, link.trace()).hex(2, link.span()).fixed32(6, REMOTE_PARENT);
  }

  static Protobuf attributes(Protobuf to, int field, List<Attribute> attributes) {
    attributes.forEach(
        one -> to.message(field, new Protobuf().text(1, one.key()).message(2, value(one))));
    return to;
  }

  private static Protobuf value(Attribute attribute) {
    return switch (attribute) {
      case Attribute.Text text when text.value().isEmpty() -> new Protobuf();
      case Attribute.Text text -> new Protobuf().text(1, text.value());
      case Attribute.Whole number -> new Protobuf().alternative(3, number.value());
    };
  }

  static long nanos(Instant at) {
    return Math.addExact(
        Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), (long) at.getNano());
  }
}
