package io.portreeve.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we write, against what OpenTelemetry's own classes make of the same values. */
class OtlpTest {
  private static final SpanRef REF =
      new SpanRef("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");
  private static final SpanRef OTHER =
      new SpanRef("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00.000000001Z");

  private static Span span(Span.Kind kind, Optional<String> parent, List<Attribute> attributes) {
    return new Span(
        REF,
        parent,
        "rojo=1",
        kind,
        "tools/call read",
        START,
        START.plusMillis(30),
        attributes,
        List.of(OTHER),
        true);
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static KeyValue whole(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }

  private static ExportTraceServiceRequest written(Span... spans) throws Exception {
    byte[] bytes = new Otlp(List.of(Name.SERVICE.is("front")), "1.2").traces(List.of(spans));
    return ExportTraceServiceRequest.parseFrom(bytes);
  }

  @Test
  void span_isWritten_asOpenTelemetryWritesIt() throws Exception {
    io.opentelemetry.proto.trace.v1.Span expected =
        io.opentelemetry.proto.trace.v1.Span.newBuilder()
            .setTraceId(bytes(REF.trace()))
            .setSpanId(bytes(REF.span()))
            .setTraceState("rojo=1")
            .setParentSpanId(bytes(OTHER.span()))
            .setName("tools/call read")
            .setKind(io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(1_767_225_600_000_000_001L)
            .setEndTimeUnixNano(1_767_225_600_030_000_001L)
            .addAttributes(text("portreeve.server", "files"))
            .addAttributes(whole("portreeve.messages", 0))
            .addLinks(
                io.opentelemetry.proto.trace.v1.Span.Link.newBuilder()
                    .setTraceId(bytes(OTHER.trace()))
                    .setSpanId(bytes(OTHER.span()))
                    .setFlags(0x300))
            .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR))
            .setFlags(0x301)
            .build();

    ExportTraceServiceRequest read =
        written(
            span(
                Span.Kind.SERVER,
                Optional.of(OTHER.span()),
                List.of(Name.SERVER.is("files"), Name.MESSAGES.is(0))));

    assertThat(read)
        .isEqualTo(
            ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(
                    ResourceSpans.newBuilder()
                        .setResource(
                            Resource.newBuilder().addAttributes(text("service.name", "front")))
                        .addScopeSpans(
                            ScopeSpans.newBuilder()
                                .setScope(
                                    InstrumentationScope.newBuilder()
                                        .setName("io.portreeve")
                                        .setVersion("1.2"))
                                .addSpans(expected)))
                .build());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 300, -1, Long.MAX_VALUE, Long.MIN_VALUE})
  void wholeNumber_arrives(long number) throws Exception {
    assertThat(attributes(Name.MESSAGES.is(number)))
        .containsExactly(whole("portreeve.messages", number));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "é", "a longer text ………………………………………………………………………………………………………………"})
  void text_arrives(String text) throws Exception {
    assertThat(attributes(Name.SERVER.is(text)).getFirst().getValue().getStringValue())
        .isEqualTo(text);
  }

  private static List<KeyValue> attributes(Attribute attribute) throws Exception {
    return written(span(Span.Kind.INTERNAL, Optional.empty(), List.of(attribute)))
        .getResourceSpans(0)
        .getScopeSpans(0)
        .getSpans(0)
        .getAttributesList();
  }

  @Test
  void parentOfOurOwn_isNotCalledRemote() throws Exception {
    assertThat(
            written(span(Span.Kind.CLIENT, Optional.of(OTHER.span()), List.of()))
                .getResourceSpans(0)
                .getScopeSpans(0)
                .getSpans(0)
                .getFlags())
        .isEqualTo(0x101);
  }
}
