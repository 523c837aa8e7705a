package io.portreeve.bench.controls;

import io.portreeve.controls.contextpoisoning.HostMark;
import io.portreeve.gateway.StandingGuard;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.policy.ConditionReader;
import io.portreeve.guard.Control;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.ListTools;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The controls of one setting, with servers behind them whose definitions were approved. */
final class Rig implements AutoCloseable {
  /** How the whole of a direction is called. */
  static final String TOGETHER = "all together";

  private static final Principal WHO =
      new Principal("bench", Set.of("staff"), Principal.Authentication.API_KEY);

  private final StandingGuard standing;
  private final Guard guard;

  /** Gives a message to a control. */
  private interface Judge<C, M> {
    Verdict<M> on(C control, Exchange exchange, M message);
  }

  private Rig(StandingGuard standing) {
    this.standing = standing;
    this.guard = standing.guard();
  }

  static Rig open(Setting setting, Upstreams upstreams, Path data, List<Integer> sizes)
      throws StartFault {
    String text =
        """
        listen: 127.0.0.1:0
        data: %s
        pinning: {first-seen: approve}
        policy:
          allow:
            - {name: staff-all, roles: [staff], tools: ["*"], when: 'size(args) < 100'}
          %s
        limits: {requests-per-minute: 1000000, concurrent: 10000}
        %s
        servers:
        %s
        """
            .formatted(data, setting.objects(sizes), setting.rest(), upstreams.lines(setting));
    Surroundings around = new Surroundings(data, Surroundings.Follower.NONE, new ConditionReader());
    Rig rig =
        switch (new ConfigurationFile(around, Overlay.NONE).parse(text)) {
          case ConfigurationFile.Outcome.Loaded loaded ->
              new Rig(StandingGuard.open(loaded.configuration(), SecretSource.ofProcess()));
          case ConfigurationFile.Outcome.Refused refused ->
              throw new IllegalStateException("the configuration: " + refused.problems());
        };
    for (int kib : sizes) {
      rig.prepare(setting, kib);
    }
    return rig;
  }

  /** Shows the lists once, and writes what the memories of a size are to hold. */
  private void prepare(Setting setting, int kib) {
    ListTools list = new ListTools(JsonObject.empty());
    go(guard.response(exchange("files" + kib, list), Messages.definitions(kib)));
    go(guard.response(exchange("memory" + kib, list), Messages.memoryTools()));
    if (setting.everything()) {
      Request writing = Messages.remembering(kib);
      go(guard.response(exchange("memory" + kib, writing), Messages.remembered(kib)));
    }
  }

  private static void go(Judgement<?> judgement) {
    if (!(judgement instanceof Judgement.Forward<?>)) {
      throw new IllegalStateException("refused before anything is timed: " + Said.of(judgement));
    }
  }

  /** Each control with what the ones before it leave of the message, and all of them together. */
  List<Step> steps(Sample sample) {
    Exchange exchange = exchange(sample);
    if (sample.said().isPresent()) {
      ServerMessage said = sample.said().get();
      List<Step> steps =
          alone(
              guard.responseControls(),
              sample,
              exchange,
              said,
              (control, within, message) -> control.onResponse(within, message));
      steps.add(together(sample, exchange, within -> guard.response(within, said)));
      return steps;
    }
    List<Step> steps =
        alone(
            guard.requestControls(),
            sample,
            exchange,
            (ClientMessage) sample.asked(),
            (control, within, message) -> control.onRequest(within, message));
    steps.add(together(sample, exchange, within -> guard.request(within, sample.asked())));
    return steps;
  }

  private static Step together(Sample sample, Exchange exchange, Function<Exchange, Object> judge) {
    return new Step(TOGETHER, sample, judge, Said.of(judge.apply(exchange)));
  }

  private static <C extends Control, M> List<Step> alone(
      List<C> controls, Sample sample, Exchange exchange, M received, Judge<C, M> judge) {
    List<Step> steps = new ArrayList<>();
    M message = received;
    for (C control : controls) {
      M given = message;
      Verdict<M> verdict = judge.on(control, exchange, given);
      steps.add(
          new Step(
              control.name(),
              sample,
              within -> judge.on(control, within, given),
              Said.of(verdict)));
      if (verdict instanceof Verdict.Rewrite<M> rewrite) {
        message = rewrite.message();
      }
    }
    return steps;
  }

  /** An exchange for a sample, in a conversation that begins with it. */
  Exchange exchange(Sample sample) {
    Optional<String> handle = standing.handles().begin(WHO, sample.user(), false);
    handle.ifPresent(
        it -> standing.handles().plan(WHO, it, Set.of(sample.server() + "_add_note", "add_note")));
    return exchange(
        sample.server(), handle.map(it -> within(it, sample.asked())).orElse(sample.asked()));
  }

  private static Request within(String handle, Request asked) {
    JsonObject mark = JsonObject.empty().with("handle", handle);
    JsonObject meta = JsonObject.empty().with(HostMark.KEY, mark);
    return asked.withParams(asked.params().with("_meta", meta));
  }

  private static Exchange exchange(String server, Request asked) {
    return new Exchange(
        new ExchangeId("bench"),
        Instant.now(),
        "127.0.0.1",
        WHO,
        Revision.LATEST,
        new ServerId(server),
        asked);
  }

  /** Whether what is wrong is refused: a control that lets that pass does not work. */
  boolean refuses(int kib) {
    Request wrong =
        Messages.call("add_note", JsonObject.empty().with("text", 7).with("other", true));
    Exchange call = exchange("files" + kib, wrong);
    Exchange search = exchange("files" + kib, Messages.call("search_rows", JsonObject.empty()));
    return guard.request(call, wrong) instanceof Judgement.Refused<?>
        && guard.response(search, Messages.wrong()) instanceof Judgement.Refused<?>;
  }

  @Override
  public void close() {
    standing.close();
  }
}
