package io.portreeve.gateway;

import io.portreeve.gateway.catalog.CatalogLoader;
import io.portreeve.gateway.catalog.NotAsked;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.desk.Desk;
import io.portreeve.gateway.desk.Unfetchable;
import io.portreeve.gateway.destinations.Destinations;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.gateway.keeping.SteadyClock;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.operations.Meters;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.scan.definition.Offered;
import io.portreeve.gateway.scan.definition.Offered.Standing;
import io.portreeve.gateway.scan.definition.Offers;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.scan.program.Launch;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinState;
import io.portreeve.gateway.upstream.UpstreamCredentials;
import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.guard.DefinitionPins.Sent;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Principal;
import io.portreeve.guard.ServerFindings;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonString;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the servers of a configuration offer at this moment: each is started or reached, asked, and
 * let go. Nothing of it is kept, so it is no sight that waits for approval.
 */
public final class LiveOffers implements Offers {
  private static final Principal SCANNER =
      new Principal("portreeve", Set.of(), Principal.Authentication.LOCAL_PROCESS);

  /** Why a server is silent where only callers have a credential, each his own. */
  static final String NO_CREDENTIAL = "there is no credential to ask it with";

  private static final Duration TICK = Duration.ofSeconds(1);

  /** So many definitions of one server are looked at. */
  private static final int MOST = 20_000;

  private final Configuration configuration;
  private final SecretSource secrets;
  private final Function<String, List<Pin>> pins;
  private final ServerFindings held;
  private final Map<String, Unfetchable> unfetchable;

  /**
   * A look at these servers, held against what was approved of them.
   *
   * @param held those that are not started and not asked
   */
  public LiveOffers(
      Configuration configuration,
      SecretSource secrets,
      Function<String, List<Pin>> pins,
      ServerFindings held) {
    this.configuration = configuration;
    this.secrets = secrets;
    this.pins = pins;
    this.held = held;
    this.unfetchable = Unfetchable.certain(configuration, Desk.ours());
  }

  @Override
  public Answer now(Progress progress) throws InterruptedException {
    try {
      return looked(progress, _ -> FirstLook.LONGEST, Telling.OPERATOR).answer();
    } catch (SecretUnavailable missing) {
      return nobody("no server was asked: " + missing.getMessage());
    }
  }

  private Answer nobody(String why) {
    Map<String, String> silent = new HashMap<>();
    configuration.servers().keySet().forEach(server -> silent.put(server, why));
    return new Answer(List.of(), silent);
  }

  /**
   * Who is told what happens meanwhile.
   *
   * @param incidents what programs try, and who does not prove to be a server
   * @param destinations where no connection may go
   * @param lines how programs are confined
   */
  record Telling(
      ProgramIncidents incidents, Destinations.Refusals destinations, Outage.Lines lines) {
    private static final Telling OPERATOR =
        new Telling(ProgramIncidents.told(), Destinations.Refusals.told(), Servers.LINES);
  }

  /**
   * What a look brought.
   *
   * @param failures of the servers that were asked in vain: the first of each
   */
  record Looked(Answer answer, Map<String, UpstreamException> failures) {
    Looked {
      failures = Map.copyOf(failures);
    }
  }

  /**
   * Likewise.
   *
   * @param patience how long each server may keep us waiting
   */
  Looked looked(Progress progress, Function<ServerId, Duration> patience, Telling telling)
      throws InterruptedException {
    InstantSource clock = InstantSource.system();
    try (HttpEngine engine = HttpEngine.start();
        Servers servers =
            Servers.open(
                configuration,
                secrets,
                _ -> UpstreamCredentials.none(),
                engine,
                Destinations.of(configuration)
                    .names(AddressResolver.system(), telling.destinations()),
                clock,
                telling.incidents(),
                Servers.lines(new Meters(clock), new Briefing(clock), telling.lines()))) {
      servers.silence(); // why one fails is in the answer
      var seen = new Seen(progress, patience);
      ListLoader loader = new ListLoader(seen::take, seen.hearing(servers.upstreams()), clock);
      List<ServerId> all = configuration.servers().keySet().stream().map(ServerId::new).toList();
      List<ServerId> free = all.stream().filter(id -> untried(id).isEmpty()).toList();
      var over = new CountDownLatch(1);
      InstantSource steady = new SteadyClock(); // one that jumps gives up nobody
      var ids = new ExchangeIds(new SecureRandom());
      try (FirstLook look =
          new FirstLook(
              free, seen.noting(loader), steady, ids, FirstLook.LAST_MOMENTS, over::countDown)) {
        look.begin(SCANNER);
        await(over, look, steady, seen);
      }
      return seen.looked(all);
    }
  }

  /** That this server is not asked, as its program cannot be had. */
  Optional<Unfetchable> unfetchable(String server) {
    return Optional.ofNullable(unfetchable.get(server));
  }

  /** Why it is not asked, if it is not: it may not be, or could not answer. */
  private Optional<String> untried(ServerId server) {
    return held.holding(server)
        .map(finding -> "it is in quarantine for " + finding)
        .or(() -> unfetchable(server.value()).map(one -> one.trouble().line()));
  }

  /**
   * A server that keeps us waiting.
   *
   * @param time for how long
   * @param patience for how long it may
   */
  private record Waiting(ServerId server, Duration time, Duration patience) {
    boolean isOver() {
      return time.compareTo(patience) >= 0;
    }

    /** Told to end, and does not. */
    boolean isStubborn() {
      return time.compareTo(patience.plus(FirstLook.LAST_MOMENTS)) >= 0;
    }
  }

  /** Until all were looked at, or given up; says who keeps us waiting. */
  private void await(CountDownLatch over, FirstLook look, InstantSource steady, Seen seen)
      throws InterruptedException {
    while (!over.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
      List<Waiting> waiting =
          look.asked().entrySet().stream()
              .map(one ->
                  seen.waiting(one.getKey(), Duration.between(one.getValue(), steady.instant())))
              .sorted(Comparator.comparing(one -> one.server().value()))
              .toList();
      seen.progress.at(words(waiting, look.pending().size() - waiting.size()));
      waiting.stream().filter(Waiting::isOver).forEach(one -> look.giveUp(one.server()));
      if (!waiting.isEmpty() && waiting.stream().allMatch(Waiting::isStubborn)) {
        return;
      }
    }
  }

  private String words(List<Waiting> waiting, int others) {
    String all =
        waiting.stream()
            .map(one ->
                "%s (%s%d s of at most %d s)"
                    .formatted(
                        one.server().value(),
                        isFetched(one.server()) ? "still fetching or starting, " : "",
                        one.time().toSeconds(),
                        one.patience().toSeconds()))
            .collect(Collectors.joining(", "));
    return others <= 0 ? all : all + ", then " + others + " more";
  }

  private boolean isFetched(ServerId server) {
    return Optional.ofNullable(configuration.servers().get(server.value()))
        .filter(one ->
            one.reach() instanceof Reach.Program program
                && Launch.of(program.command()).isFetched())
        .isPresent();
  }

  /** What the servers said so far; told by several threads. */
  private final class Seen {
    private final Progress progress;
    private final List<Offered> offered = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, String> silent = new HashMap<>();
    private final Function<ServerId, Duration> patience;
    private final Map<String, UpstreamException> failed = new HashMap<>();

    Seen(Progress progress, Function<ServerId, Duration> patience) {
      this.progress = progress;
      this.patience = patience;
    }

    CatalogLoader noting(CatalogLoader loader) {
      return (exchange, kind) -> {
        String server = exchange.server().value();
        progress.at(server + " " + Forms.word(kind));
        try {
          boolean whole = loader.load(exchange, kind);
          if (kind == Kind.INSTRUCTIONS && !whole) {
            silent(server, why(server, ""));
          }
          return whole;
        } catch (NotAsked none) {
          silent(server, NO_CREDENTIAL);
          throw none;
        }
      };
    }

    private synchronized void silent(String server, String why) {
      silent.put(server, why);
    }

    private synchronized String why(String server, String late) {
      UpstreamException why = failed.get(server);
      return why == null ? "it did not answer" + late : String.valueOf(why.getMessage());
    }

    Waiting waiting(ServerId server, Duration time) {
      return new Waiting(server, time, patience.apply(server));
    }

    private String within(ServerId server) {
      return " within %d seconds".formatted(patience.apply(server).toSeconds());
    }

    /** The same servers; why one fails first is kept, where the look only learns that it does. */
    Map<ServerId, Upstream> hearing(Map<ServerId, Upstream> servers) {
      Map<ServerId, Upstream> all = new HashMap<>();
      servers.forEach((id, one) -> all.put(id, new Heard(one, why -> failed(id.value(), why))));
      return all;
    }

    private synchronized void failed(String server, UpstreamException why) {
      failed.putIfAbsent(server, why);
    }

    synchronized boolean take(Exchange asking, ServerMessage message) {
      String server = asking.server().value();
      List<Offered> more = offered(server, message);
      int count = counts.merge(server, more.size(), Integer::sum);
      if (count > MOST) {
        silent.put(server, "it has more than " + MOST + " definitions");
        return false;
      }
      offered.addAll(more);
      return true;
    }

    synchronized Looked looked(List<ServerId> all) {
      for (ServerId server : all) {
        if (!counts.containsKey(server.value())) {
          silent.putIfAbsent(
              server.value(), untried(server).orElseGet(() -> why(server.value(), within(server))));
        }
      }
      return new Looked(new Answer(offered, silent), failed);
    }
  }

  /** A server whose failures are told. */
  private record Heard(Upstream server, Consumer<UpstreamException> told) implements Upstream {
    @Override
    public void send(Exchange exchange, Request request, ServerStream out)
        throws UpstreamException, InterruptedException {
      try {
        server.send(exchange, request, out);
      } catch (UpstreamException failure) {
        told.accept(failure);
        throw failure;
      }
    }
  }

  private List<Offered> offered(String server, ServerMessage message) {
    return switch (message) {
      case ListResult page ->
          Sent.all(page).stream()
              .map(one -> offered(server, Kind.of(page), one.name(), one.definition()))
              .toList();
      case DiscoverResult offer ->
          offer.instructions().stream()
              .map(text -> offered(server, Kind.INSTRUCTIONS, "instructions", JsonString.of(text)))
              .toList();
      case Result _, Failure _, Notification _ -> List.of();
    };
  }

  private Offered offered(String server, Kind kind, String name, Json json) {
    Offered fresh = new Offered(server, kind, name, json, Standing.NEW);
    List<Pin> approved =
        pins.apply(server).stream()
            .filter(pin -> pin.state() == PinState.APPROVED)
            .filter(pin -> pin.name().isOf(kind))
            .filter(pin -> pin.name().name().equals(name))
            .toList();
    if (approved.isEmpty()) {
      return fresh;
    }
    boolean same = approved.stream().anyMatch(pin -> pin.digest().equals(fresh.version()));
    return new Offered(server, kind, name, json, same ? Standing.APPROVED : Standing.CHANGED);
  }
}
