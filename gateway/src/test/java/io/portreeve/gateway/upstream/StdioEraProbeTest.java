package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program that is still fetched is waited for, and not ended with half a package on the disk. */
@Timeout(60)
class StdioEraProbeTest {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration OVER = StdioEraProbe.SILENCE.plus(START);
  private static final String MODERN =
      "{'resultType':'complete','supportedVersions':['2026-07-28'],'capabilities':{}}";
  private static final String OLDER = "{'protocolVersion':'2025-11-25','capabilities':{}}";

  private final ManualAlarms alarms = new ManualAlarms();
  private final ScriptedConnection trial = new ScriptedConnection();

  private CompletableFuture<ServerEra> probing() {
    StdioEraProbe probe = new StdioEraProbe(_ -> trial, alarms, START);
    CompletableFuture<ServerEra> era = new CompletableFuture<>();
    var _ =
        Thread.ofVirtual()
            .start(() -> {
              try {
                var _ =
                    era.complete(
                        probe.probe(
                            Caller.once(
                                UpstreamCredentials.none(),
                                Exchanges.asking(Rig.request("tools/list", "")))));
              } catch (Exception failure) {
                var _ = era.completeExceptionally(failure);
              }
            });
    return era;
  }

  private static ServerEra found(CompletableFuture<ServerEra> era) throws Exception {
    return era.get(1, TimeUnit.MINUTES);
  }

  @Test
  void modernProgramThatIsFetchedForLong_isStillThere_andModern() throws Exception {
    CompletableFuture<ServerEra> era = probing();
    JsonObject discovery = trial.next("server/discover");

    alarms.ring(StdioEraProbe.SILENCE);
    var _ = trial.next("initialize");

    assertThat(trial.isClosed()).isFalse();
    trial.answer(discovery, MODERN);
    assertThat(found(era)).isEqualTo(ServerEra.MODERN);
  }

  /** As servers do that know no question before a session. */
  @Test
  void programThatHearsOnlyTheOlderQuestion_isStateful() throws Exception {
    CompletableFuture<ServerEra> era = probing();
    var _ = trial.next("server/discover");
    alarms.ring(StdioEraProbe.SILENCE);
    JsonObject handshake = trial.next("initialize");

    trial.answer(handshake, OLDER);

    assertThat(found(era)).isEqualTo(ServerEra.LEGACY);
  }

  @Test
  void programThatNeverAnswers_isEnded_whenAStartMayTakeNoLonger() throws Exception {
    CompletableFuture<ServerEra> era = probing();
    var _ = trial.next("server/discover");

    alarms.ring(OVER);

    assertThat(found(era)).isEqualTo(ServerEra.LEGACY);
  }

  @Test
  void programThatEnds_isNotWaitedFor() throws Exception {
    CompletableFuture<ServerEra> era = probing();
    var _ = trial.next("server/discover");

    trial.end("it exited with 1");

    assertThat(found(era)).isEqualTo(ServerEra.LEGACY);
  }
}
