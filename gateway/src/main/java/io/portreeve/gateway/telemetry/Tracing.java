package io.portreeve.gateway.telemetry;

import io.portreeve.gateway.config.PeerTraces;
import io.portreeve.gateway.store.Digest;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Which spans there are of an exchange at one server, and which exchanges are traced.
 *
 * <p>Without a client's trace, an exchange is a trace of its own, whose id is the exchange's: a
 * line of the audit log leads to its trace and back. What is traced follows from that id alone,
 * which is random and ours, so that no client can have all of its requests traced, or none.
 */
final class Tracing {
  private static final System.Logger LOG = System.getLogger("io.portreeve.telemetry.fault");

  private final int percent;
  private final PeerTraces peers;
  private final DefinitionPins pins;
  private final InstantSource clock;
  private final Consumer<Span> sink;
  private final Consumer<Span> measured;

  /**
   * Traces so many exchanges of a hundred.
   *
   * @param sink takes what is traced
   * @param measured takes the spans of all MCP operations, traced or not; streams that only listen
   *     left out, since they say nothing of how fast anybody is
   */
  Tracing(
      int percent,
      PeerTraces peers,
      DefinitionPins pins,
      InstantSource clock,
      Consumer<Span> sink,
      Consumer<Span> measured) {
    this.percent = percent;
    this.peers = peers;
    this.pins = pins;
    this.clock = clock;
    this.sink = sink;
    this.measured = measured;
  }

  Instant now() {
    return clock.instant();
  }

  /** Whether its spans are told. */
  boolean traces(Exchange exchange) {
    long place = Long.parseLong(Digest.sha256(exchange.id().value()).hex(), 0, 8, 16);
    return place < (1L << 32) / 100.0 * percent;
  }

  /** The span of the whole exchange, the same whenever it is asked for. */
  SpanRef whole(Exchange exchange) {
    String own =
        Digest.sha256("span " + exchange.id().value() + " " + exchange.server().value()).hex();
    return new SpanRef(trace(exchange), own.substring(0, 16));
  }

  /** A new span that is part of it. */
  SpanRef part(Exchange exchange) {
    long random = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    return new SpanRef(trace(exchange), HexFormat.of().toHexDigits(random));
  }

  private String trace(Exchange exchange) {
    return joined(exchange).map(peer -> peer.parent().trace()).orElseGet(() -> own(exchange));
  }

  private static String own(Exchange exchange) {
    String id = exchange.id().value();
    return SpanRef.isId(id, 32) ? id : Digest.sha256(id).hex().substring(0, 32);
  }

  /** The client's trace, where the exchange is part of it. */
  private Optional<PeerTrace> joined(Exchange exchange) {
    return peers == PeerTraces.JOIN ? PeerTrace.of(exchange.asked()) : Optional.empty();
  }

  /**
   * The request, as part of this span. What the client said of its own trace does not go on, unless
   * the exchange is part of that.
   */
  Request within(Exchange exchange, SpanRef span, Request request) {
    String parent =
        "00-%s-%s-%s".formatted(span.trace(), span.span(), traces(exchange) ? "01" : "00");
    String state = joined(exchange).map(PeerTrace::state).orElse("");
    JsonObject meta =
        request
            .params()
            .object(MetaKeys.META)
            .orElse(JsonObject.empty())
            .without(PeerTrace.STATE)
            .with(PeerTrace.PARENT, parent);
    JsonObject whole = state.isEmpty() ? meta : meta.with(PeerTrace.STATE, state);
    return request.withParams(request.params().with(MetaKeys.META, whole));
  }

  /** Tells the span of the whole exchange, if it is traced. */
  void tellWhole(Exchange exchange, Supplier<Told> told) {
    tellOperation(
        exchange,
        () -> {
          Optional<PeerTrace> joined = joined(exchange);
          Told it = told.get();
          return new Span(
              whole(exchange),
              joined.map(peer -> peer.parent().span()),
              joined.map(PeerTrace::state).orElse(""),
              Span.Kind.SERVER,
              Target.of(exchange, pins).spanName(exchange.asked()),
              exchange.at(),
              now(),
              it.attributes(),
              links(exchange),
              it.failed());
        });
  }

  private List<SpanRef> links(Exchange exchange) {
    return peers == PeerTraces.LINK
        ? PeerTrace.of(exchange.asked()).map(PeerTrace::parent).stream().toList()
        : List.of();
  }

  /** Tells the span of the request to the server. */
  void tellSent(Exchange exchange, SpanRef ref, Instant start, Supplier<Told> told) {
    tellOperation(
        exchange,
        () -> {
          String name = Target.of(exchange, pins).spanName(exchange.asked());
          return part(exchange, ref, Span.Kind.CLIENT, name, start, told.get());
        });
  }

  /** Tells a step of the exchange that begins here. */
  void tellStep(
      Exchange exchange, Span.Kind kind, String name, Instant start, Supplier<Told> told) {
    tell(exchange, () -> part(exchange, part(exchange), kind, name, start, told.get()));
  }

  private Span part(
      Exchange exchange, SpanRef ref, Span.Kind kind, String name, Instant start, Told told) {
    return new Span(
        ref,
        Optional.of(whole(exchange).span()),
        joined(exchange).map(PeerTrace::state).orElse(""),
        kind,
        name,
        start,
        now(),
        told.attributes(),
        List.of(),
        told.failed());
  }

  /** What is told in every span of an MCP message. */
  List<Attribute> about(Exchange exchange) {
    List<Attribute> about = new ArrayList<>();
    about.add(Name.METHOD.is(exchange.asked().method()));
    about.addAll(Target.of(exchange, pins).attributes());
    about.add(Name.SERVER.is(exchange.server().value()));
    about.add(Name.EXCHANGE.is(exchange.id().value()));
    return about;
  }

  private void tellOperation(Exchange exchange, Supplier<Span> span) {
    safely(() -> {
      Span whole = span.get();
      if (!(exchange.asked() instanceof Listen)) {
        measured.accept(whole);
      }
      if (traces(exchange)) {
        sink.accept(whole);
      }
    });
  }

  private void tell(Exchange exchange, Supplier<Span> span) {
    safely(() -> {
      if (traces(exchange)) {
        sink.accept(span.get());
      }
    });
  }

  /** Nobody's request fails because of what cannot be told of it. */
  private static void safely(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException fault) {
      LOG.log(System.Logger.Level.ERROR, "a span could not be told", fault);
    }
  }
}
