package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.child.ChildCommand;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.ListChanged;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.SubscriptionAcknowledged;
import io.portreeve.mcp.ToolList;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers of both eras as real child processes. */
@Timeout(180)
class StdioUpstreamTest {
  private final Rig rig = new Rig();
  private Optional<Upstreams> opened = Optional.empty();

  @AfterEach
  void close() {
    opened.ifPresent(Upstreams::close);
    rig.close();
  }

  private EraUpstream open(UpstreamSettings settings) {
    Map<String, String> ours =
        Map.of("PATH", "/usr/bin:/bin", "HOME", "/", "OUR_SECRET", "never to be seen");
    Upstreams upstreams =
        Upstreams.open(List.of(settings), rig.pool, ours, rig.clock, rig.observer());
    opened = Optional.of(upstreams);
    return Rig.only(upstreams);
  }

  private EraUpstream open(ServerEra era) {
    String name = era == ServerEra.MODERN ? "modern" : "legacy";
    return open(UpstreamSettings.program(Rig.SERVER, StdioScripts.command(name)).withEra(era));
  }

  private static Request call(String tool) {
    return Rig.request("tools/call", "'name':'" + tool + "'", "{'roots':{}}");
  }

  private static String text(Heard heard) {
    return heard
        .result()
        .array("content")
        .orElseThrow()
        .toString()
        .replaceAll(".*\"text\":\"([^\"]*)\"}.*", "$1");
  }

  private static String text(EraUpstream upstream, String tool) throws Exception {
    return text(Running.start(upstream, call(tool)).done());
  }

  private static Optional<ProcessHandle> process(String pid) {
    return ProcessHandle.of(Long.parseLong(pid));
  }

  private static void assertGone(Optional<ProcessHandle> process) throws Exception {
    if (process.isPresent()) {
      process.get().onExit().get(1, TimeUnit.MINUTES);
    }
    assertThat(process.filter(ProcessHandle::isAlive)).isEmpty();
  }

  // --- the era ---

  @ParameterizedTest
  @CsvSource({"modern,MODERN", "legacy,LEGACY", "touchy,LEGACY"})
  void era_isFoundOutOnAChildThatIsThrownAway(String script, ServerEra era) throws Exception {
    EraUpstream upstream = open(UpstreamSettings.program(Rig.SERVER, StdioScripts.command(script)));
    Request list = Rig.request("tools/list", "");
    assertThat(Running.start(upstream, list).done().end()).isInstanceOf(ToolList.class);
    assertThat(opened.orElseThrow().verdict(Rig.SERVER).map(Upstreams.Verdict::era)).contains(era);
  }

  @Test
  void programThatCannotBeStarted_failsTheRequest() throws Exception {
    ChildCommand nowhere =
        new ChildCommand(List.of("/no/such/program"), Map.of(), Optional.empty());
    EraUpstream upstream = open(UpstreamSettings.program(Rig.SERVER, nowhere));
    assertThat(Running.start(upstream, call("pid")).failure())
        .hasMessageContaining("could not be started");
  }

  // --- the process ---

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SSE")
  void principals_haveProcessesOfTheirOwn_whichEndWithTheGateway(ServerEra era) throws Exception {
    EraUpstream upstream = open(era);
    String annas = text(upstream, "pid");
    assertThat(text(upstream, "pid")).isEqualTo(annas);
    Request call = call("pid");
    Exchange berts = Exchanges.of(Rig.BERT, call);
    String bertsPid = text(Running.start(upstream, berts, call).done());
    assertThat(bertsPid).isNotEqualTo(annas);
    Optional<ProcessHandle> one = process(annas);
    Optional<ProcessHandle> other = process(bertsPid);
    upstream.close();
    assertGone(one);
    assertGone(other);
  }

  /** As when a scan finds something in it while it runs. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SSE")
  void serverThatIsHeld_endsWithItsCalls_andIsStartedForNobodyUntilItIsReleased(ServerEra era)
      throws Exception {
    EraUpstream upstream = open(era);
    Upstreams all = opened.orElseThrow();
    String first = text(upstream, "pid");
    Running hanging = Running.start(upstream, call("hang"));
    assertThat(text(upstream, "await hanging")).isEqualTo("hanging");
    Optional<ProcessHandle> running = process(first);
    assertThat(running).isPresent();

    all.hold(Rig.SERVER, "in quarantine");

    assertGone(running);
    assertThat(hanging.failure()).hasMessage("in quarantine");
    assertThat(Running.start(upstream, call("pid")).failure()).hasMessage("in quarantine");
    all.release(Rig.SERVER);
    assertThat(text(upstream, "pid")).isNotEqualTo(first);
  }

  /** It has only to be silent, to be waited for like one that is still fetched. */
  @Test
  void programThatIsOnlyProbed_endsToo_whenItsServerIsHeld(@TempDir Path folder) throws Exception {
    Path pid = folder.resolve("pid");
    List<String> silent =
        List.of(
            "/bin/sh",
            "-c",
            "echo $$ > \"$0.new\" && mv \"$0.new\" \"$0\" && exec sleep 900",
            pid.toString());
    EraUpstream upstream =
        open(
            UpstreamSettings.program(
                Rig.SERVER, new ChildCommand(silent, Map.of(), Optional.empty())));
    Running probing = Running.start(upstream, call("pid"));
    Eventually.holds("the program runs", () -> Files.exists(pid));
    Optional<ProcessHandle> trial = process(Files.readString(pid).strip());
    assertThat(trial).isPresent();

    opened.orElseThrow().hold(Rig.SERVER, "in quarantine");

    assertGone(trial);
    assertThat(probing.failure()).hasMessage("in quarantine");
    assertThat(opened.orElseThrow().verdict(Rig.SERVER)).isEmpty();
  }

  @Test
  void listenerAtAServerThatIsHeld_hearsItsEnd() throws Exception {
    EraUpstream upstream = open(ServerEra.MODERN);
    Running listening =
        Running.start(
            upstream,
            Rig.request("subscriptions/listen", "'notifications':{'toolsListChanged':true}"));
    assertThat(listening.heard().next()).isInstanceOf(SubscriptionAcknowledged.class);

    opened.orElseThrow().hold(Rig.SERVER, "in quarantine");

    assertThat(listening.failure()).hasMessage("in quarantine");
  }

  @Test
  void environment_holdsWhatIsConfigured_andNothingOfOurs() throws Exception {
    assertThat(text(open(ServerEra.MODERN), "environment").split(","))
        .contains("SECRET_FOR_THE_CHILD", "PATH", "HOME")
        .doesNotContain("OUR_SECRET");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SSE")
  void crash_failsTheCall_andTheNextOneStartsAnotherProcess(ServerEra era) throws Exception {
    EraUpstream upstream = open(era);
    String first = text(upstream, "pid");
    assertThat(Running.start(upstream, call("crash")).failure()).hasMessageContaining("ended");
    assertGone(process(first));
    assertThat(text(upstream, "pid")).isNotEqualTo(first);
  }

  @Test
  void lastWordsOnStandardError_areToldToTheOperator() throws Exception {
    ChildCommand dying =
        new ChildCommand(
            List.of(
                "/bin/sh",
                "-c",
                "read line; echo 'no such module' >&2; exec 2>&-; read line; exit 1"),
            Map.of(),
            Optional.empty());
    EraUpstream upstream =
        open(UpstreamSettings.program(Rig.SERVER, dying).withEra(ServerEra.MODERN));
    Running first = Running.start(upstream, call("a"));
    assertThat(Running.start(upstream, call("b")).failure()).hasMessageContaining("ended");
    first.awaitEnd();
    assertThat(rig.oddity()).startsWith("ended: ").contains("and said: no such module");
  }

  @Test
  void programThatKeepsCrashing_isNotStartedForAWhile() throws Exception {
    EraUpstream upstream = open(ServerEra.MODERN);
    assertThat(Running.start(upstream, call("crash")).failure()).hasMessageContaining("ended");
    assertThat(Running.start(upstream, call("crash")).failure()).hasMessageContaining("ended");
    assertThat(Running.start(upstream, call("pid")).failure())
        .hasMessageContaining("keeps crashing");
    rig.clock.advance(Duration.ofSeconds(2));
    assertThat(text(upstream, "pid")).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SSE")
  void junk_isReported_andMuchOfItEndsTheProcess(ServerEra era) throws Exception {
    EraUpstream upstream = open(era);
    assertThat(text(upstream, "junk")).isEqualTo("after junk");
    assertThat(rig.oddity()).startsWith("no-message");
    Optional<ProcessHandle> process = process(text(upstream, "pid"));
    assertThat(Running.start(upstream, call("much junk")).failure()).isNotNull();
    assertGone(process);
  }

  @Test
  void lineOverTheLimit_endsTheProcess() throws Exception {
    EraUpstream upstream =
        open(
            UpstreamSettings.program(Rig.SERVER, StdioScripts.command("modern"))
                .withEra(ServerEra.MODERN)
                .withLimits(UpstreamLimits.defaults().withMaxMessage(1_000_000)));
    Optional<ProcessHandle> process = process(text(upstream, "pid"));
    assertThat(Running.start(upstream, call("huge")).failure()).hasMessageContaining("too long");
    assertGone(process);
  }

  @ParameterizedTest
  @ValueSource(strings = {"twice", "other"})
  void strayAnswer_isReported_andTheRightOneCounts(String tool) throws Exception {
    EraUpstream upstream = open(ServerEra.MODERN);
    assertThat(text(upstream, tool)).isIn("first", "mine");
    assertThat(rig.oddity()).startsWith("answer-to-nothing");
    assertThat(text(upstream, "pid")).isNotEmpty();
  }

  // --- requests ---

  @Test
  void requests_interleaveOnOneProcess() throws Exception {
    EraUpstream upstream = open(ServerEra.MODERN);
    Running hanging = Running.start(upstream, call("hang"));
    assertThat(text(upstream, "await hanging")).isEqualTo("hanging");
    assertThat(hanging.isDone()).isFalse();
    hanging.interrupt();
    hanging.awaitEnd();
    assertThat(text(upstream, "pid")).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SSE")
  void interrupt_isACancelledNotification(ServerEra era) throws Exception {
    EraUpstream upstream = open(era);
    String pid = text(upstream, "pid");
    Running hanging = Running.start(upstream, call("hang"));
    assertThat(text(upstream, "await hanging")).isEqualTo("hanging");
    assertThat(text(upstream, "pid")).isEqualTo(pid);
    hanging.interrupt();
    assertThat(text(upstream, "await cancellation")).isEqualTo("cancelled");
    hanging.awaitEnd();
    assertThat(hanging.heard().all()).isEmpty();
  }

  @Test
  void question_isPutToTheClient_whileTheProcessWaits() throws Exception {
    EraUpstream upstream = open(ServerEra.LEGACY);
    InputRequired asks = Running.start(upstream, call("ask")).done().inputRequired();
    Request call = call("ask");
    Request retry =
        call.withParams(
            call.params()
                .with("requestState", asks.requestState().orElseThrow())
                .with(
                    "inputResponses",
                    Jsons.json("{'roots-1':{'roots':[{'uri':'file:///here'}]}}")));
    assertThat(text(Running.start(upstream, retry).done())).contains("file:///here");
  }

  @Test
  void questionOfAStatelessServer_isAgainstTheProtocol() throws Exception {
    EraUpstream upstream = open(ServerEra.MODERN);
    Running running = Running.start(upstream, call("ask"));
    assertThat(rig.oddity()).startsWith("request-refused");
    running.interrupt();
    running.awaitEnd();
  }

  @Test
  void listener_isKeptOverACrash() throws Exception {
    EraUpstream upstream = open(ServerEra.MODERN);
    Request listen =
        Rig.request("subscriptions/listen", "'notifications':{'toolsListChanged':true}");
    Running listening = Running.start(upstream, listen);
    assertThat(listening.heard().next()).isInstanceOf(SubscriptionAcknowledged.class);
    assertThat(listening.heard().next()).isInstanceOf(ListChanged.class);
    assertThat(Running.start(upstream, call("crash")).failure()).isNotNull();
    // The new process says it again, and the listener is not told that there is a new process.
    assertThat(listening.heard().next()).isInstanceOf(ListChanged.class);
    listening.interrupt();
    listening.awaitEnd();
  }
}
