package io.portreeve.bench.growth;

import io.portreeve.gateway.StandingGuard;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.keys.KeyCheck;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.policy.ConditionReader;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Judgement;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ListTools;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolList;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The controls of a gateway of one size; its servers were asked for their lists, and never are. */
final class Grown implements AutoCloseable {
  /** Each is compiled at its first call, and ten thousand take a while. */
  private static final int MOST_CALLED = 1_000;

  private final Size size;
  private final Callers callers;
  private final StandingGuard standing;
  private final Guard guard;
  private final List<ToolList> pages = new ArrayList<>();
  private final ToolResult result = Said.result();
  private final double startMillis;

  private Grown(Size size, Callers callers, StandingGuard standing, double startMillis) {
    this.size = size;
    this.callers = callers;
    this.standing = standing;
    this.guard = standing.guard();
    for (int first = 0; first < size.tools(); first += size.page()) {
      pages.add(Said.tools(first, size.page()));
    }
    this.startMillis = startMillis;
  }

  /** Everybody who may call is made first, and is in no figure. */
  static Grown open(Size size, Path data) throws StartFault {
    Callers callers = Callers.in(data, size.principals());
    long begun = Meter.cpuNanos();
    StandingGuard standing =
        StandingGuard.open(configuration(size, data), SecretSource.ofProcess());
    Grown grown = new Grown(size, callers, standing, (Meter.cpuNanos() - begun) / 1e6);
    grown.begin();
    return grown;
  }

  /** What is done once, for each list and for each tool that is called, is in no figure. */
  private void begin() {
    int lists = Math.max(size.upstreams(), pages.size());
    for (int i = 0; i < Math.max(lists, called()); i++) {
      boolean listed = i >= lists || list(i) instanceof Judgement.Forward<?>;
      if (!listed || !(call(i) instanceof Judgement.Forward<?>)) {
        throw new IllegalStateException("refused before anything is timed");
      }
    }
  }

  private int called() {
    return Math.min(size.tools(), MOST_CALLED);
  }

  private static Configuration configuration(Size size, Path data) {
    Surroundings around = new Surroundings(data, Surroundings.Follower.NONE, new ConditionReader());
    return switch (new ConfigurationFile(around, Overlay.NONE).parse(text(size, data))) {
      case ConfigurationFile.Outcome.Loaded loaded -> loaded.configuration();
      case ConfigurationFile.Outcome.Refused refused ->
          throw new IllegalStateException("the configuration: " + refused.problems());
    };
  }

  private static String text(Size size, Path data) {
    StringBuilder text =
        new StringBuilder(
            """
            listen: 127.0.0.1:0
            data: %s
            pinning: {first-seen: approve}
            limits: {requests-per-minute: 1000000, concurrent: 10000}
            policy:
              objects: {folder: {relations: {reader: []}, named-by: [{tools: ["search_*"], argument: folder}]}}
              allow:
                - {name: staff, roles: [staff], tools: ["search_*"], objects: {folder: reader}, when: 'args.limit <= 500'}
            """
                .formatted(data));
    for (int i = 1; i < size.rules(); i++) {
      text.append(
          "    - {name: other-%1$d, tools: [\"read_%1$d_*\"], when: 'args.limit <= %1$d'}\n"
              .formatted(i));
    }
    text.append("servers:\n");
    for (int i = 0; i < size.upstreams(); i++) {
      text.append("  %s: {url: \"http://127.0.0.1:9/mcp\", era: modern}\n".formatted(server(i)));
    }
    return text.toString();
  }

  private static String server(int number) {
    return "server-" + number;
  }

  /** Processor time until all was wired. */
  double startMillis() {
    return startMillis;
  }

  /** One caller after the other asks one server after the other for one tool after the other. */
  Judgement<?> call(int number) {
    return call(number, callers.name(number), 100);
  }

  private Judgement<?> call(int number, String folder, int limit) {
    CallTool call = Said.call(Said.tool(number % called()), folder, limit);
    Exchange exchange = exchange(number, call);
    Judgement<?> asked = guard.request(exchange, call);
    return asked instanceof Judgement.Forward<?> ? guard.response(exchange, result) : asked;
  }

  /** One server after the other shows a page of its list to one caller after the other. */
  Judgement<ServerMessage> list(int number) {
    Exchange exchange = exchange(number, new ListTools(JsonObject.empty()));
    return guard.response(exchange, pages.get(number % pages.size()));
  }

  /** One caller after the other shows his key. */
  KeyCheck key(int number) {
    return callers.check(number, "");
  }

  private Exchange exchange(int number, Request asked) {
    return new Exchange(
        new ExchangeId("bench"),
        Instant.now(),
        "127.0.0.1",
        callers.principal(number),
        Revision.LATEST,
        new ServerId(server(number % size.upstreams())),
        asked);
  }

  /**
   * Whether what may go on does, and what may not does not: else nothing that is timed means
   * anything.
   */
  boolean isRight() {
    return call(0) instanceof Judgement.Forward<?>
        && call(size.count() - 1) instanceof Judgement.Forward<?>
        && call(0, "somebody-else", 100) instanceof Judgement.Refused<?>
        && call(0, callers.name(0), 600) instanceof Judgement.Refused<?>
        && list(0) instanceof Judgement.Forward<ServerMessage>(var shown, _)
        && shown instanceof ToolList tools
        && tools.tools().size() == size.page()
        && key(callers.count() - 1) instanceof KeyCheck.Accepted
        && callers.check(0, "x") instanceof KeyCheck.Rejected;
  }

  @Override
  public void close() {
    standing.close();
    callers.close();
  }
}
