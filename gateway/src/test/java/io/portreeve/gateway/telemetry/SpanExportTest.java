package io.portreeve.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.rig.OtlpReceiver;
import io.portreeve.testkit.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SpanExportTest {
  private final ManualClock clock = ManualClock.atNewYear();
  private final OtlpReceiver receiver = new OtlpReceiver();
  private final HttpEngine engine = HttpEngine.start(1);
  private final HttpPool pool =
      HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());
  private final Pending pending = new Pending();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final SpanExport export = export(receiver.url());

  private SpanExport export(String url) {
    HttpFields fields = HttpFields.of("authorization", "Bearer t");
    Documents documents = new Documents(pool, Duration.ofSeconds(30));
    return new SpanExport(
        pending,
        new Otlp(List.of(), "1"),
        new Collector(URI.create(url), fields, documents),
        new Outage("telling it", clock, (_, line) -> lines.add(line)),
        clock);
  }

  @AfterEach
  void close() {
    pool.close();
    engine.close();
    receiver.close();
  }

  private void wait(int spans) {
    for (int i = 0; i < spans; i++) {
      pending.accept(
          new Span(
              new SpanRef("0af7651916cd43dd8448eb211c80319c", "%016x".formatted(i + 1)),
              Optional.empty(),
              "",
              Span.Kind.SERVER,
              "tools/call",
              clock.instant(),
              clock.instant(),
              List.of(),
              List.of(),
              false));
    }
  }

  private int nextSize() throws InterruptedException {
    return receiver.next().getResourceSpans(0).getScopeSpans(0).getSpansCount();
  }

  @Test
  void whatWaits_isTold_inPortions_toWhomWeShowOurselves() throws Exception {
    wait(SpanExport.MOST_AT_A_TIME + 3);

    export.round();

    assertThat(nextSize()).isEqualTo(SpanExport.MOST_AT_A_TIME);
    assertThat(nextSize()).isEqualTo(3);
    assertThat(receiver.nextHeaders()).containsEntry("Authorization", List.of("Bearer t"));
    assertThat(export.told()).isEqualTo(SpanExport.MOST_AT_A_TIME + 3);
    assertThat(lines).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void whatMayBeTakenLater_isToldAgain_afterAPause(int status) throws Exception {
    receiver.answer(status);
    wait(2);
    export.round();
    receiver.answer(200);
    export.round();
    assertThat(export.told()).isZero();

    clock.advance(Duration.ofSeconds(1));
    export.round();

    assertThat(nextSize()).isEqualTo(2);
    assertThat(export.told()).isEqualTo(2);
    assertThat(lines)
        .containsExactly("telling it fails: HTTP " + status, "telling it answers again");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 413, 500})
  void whatIsNotWanted_isNotToldAgain_andCounted(int status) throws Exception {
    receiver.answer(status);
    wait(2);
    export.round();
    receiver.answer(200);
    wait(1);
    export.round();

    assertThat(nextSize()).isEqualTo(1);
    assertThat(export.refused()).isEqualTo(2);
    assertThat(lines).startsWith("telling it fails: HTTP " + status);
  }

  /** Nobody waits for a collector that is gone, and it takes no more memory than this. */
  @Test
  void collectorThatIsDown_costsWhatDoesNotFit_andNothingElse() {
    receiver.close();
    wait(SpanExport.MOST_AT_A_TIME);
    export.round();

    wait(Pending.MOST + 5);

    assertThat(pending.waiting()).isEqualTo(Pending.MOST);
    assertThat(pending.dropped()).isEqualTo(5);
    assertThat(export.told()).isZero();
    assertThat(lines).hasSize(1).first().asString().startsWith("telling it fails: ");
  }
}
