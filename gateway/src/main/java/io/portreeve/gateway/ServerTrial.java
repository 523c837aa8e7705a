package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.desk.Desk;
import io.portreeve.gateway.desk.MissingPart;
import io.portreeve.gateway.destinations.Destinations;
import io.portreeve.gateway.http.AddressRefused;
import io.portreeve.gateway.journey.CredentialRefused;
import io.portreeve.gateway.journey.NoMcp;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.outage.Causes;
import io.portreeve.gateway.outage.Trouble;
import io.portreeve.gateway.outage.Unreached;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.guard.Reason;
import io.portreeve.guard.ServerFindings;
import io.portreeve.mcp.ServerId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Asks the servers of a configuration for their lists. What happens meanwhile is said with what
 * came of it, and not in the log.
 */
record ServerTrial(Configuration configuration, SecretSource secrets, Progress progress) {
  /** A connection and two questions that tell the era, beside what is asked for. */
  private static final Duration GREETING = Duration.ofSeconds(5);

  /** Of what a program was kept from, so much is said. */
  private static final int MOST = 5;

  /**
   * All of them.
   *
   * @param quarantined those that are neither started nor asked; empty: nobody can tell which
   */
  void tryAll(Optional<ServerFindings> quarantined, Consumer<Tried> told)
      throws InterruptedException {
    ServerFindings held = quarantined.orElse(this::unknown);
    Incidents incidents = new Incidents();
    LiveOffers offers = new LiveOffers(configuration, secrets, _ -> List.of(), held);
    LiveOffers.Looked looked = offers.looked(progress, this::patience, incidents.telling());
    configuration
        .servers()
        .forEach((id, server) ->
            told.accept(
                held.holding(new ServerId(id)).isPresent()
                    ? alone(id, quarantined.isEmpty())
                    : offers
                        .unfetchable(id)
                        .map(one -> Tried.unusable(key(id), what(id), one.trouble()))
                        .orElseGet(() -> one(id, server, looked, incidents))));
  }

  /** Nothing is started of which it is not known whether it may be. */
  private Optional<String> unknown(ServerId id) {
    return Optional.ofNullable(configuration.servers().get(id.value()))
        .filter(ServerTrial::isProgram)
        .map(_ -> "an unknown finding");
  }

  private static boolean isProgram(ServerSettings server) {
    return server.reach() instanceof Reach.Program;
  }

  private Duration patience(ServerId id) {
    return Optional.ofNullable(configuration.servers().get(id.value()))
        .map(server ->
            isProgram(server)
                ? longer(server.startTimeout(), server.timeout())
                : server.timeout().plus(GREETING))
        .filter(time -> time.compareTo(FirstLook.LONGEST) < 0)
        .orElse(FirstLook.LONGEST);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Tried alone(String id, boolean blind) {
    return Tried.untried(
        key(id),
        what(id),
        blind
            ? "it is not started while the store cannot be asked whether it is in quarantine"
            : "it is in quarantine: `portreeve scan` says why");
  }

  private Tried one(
      String id, ServerSettings server, LiveOffers.Looked looked, Incidents incidents) {
    String silent = looked.answer().silent().get(id);
    if (silent == null) {
      return Tried.usable(key(id), what(id), offered(looked, id) + incidents.denied(id));
    }
    return silent.equals(LiveOffers.NO_CREDENTIAL)
        ? Tried.untried(
            key(id), what(id), "each caller has a credential of his own there, and nobody came")
        : Tried.unusable(key(id), what(id), trouble(id, server, silent, looked, incidents));
  }

  private static String key(String id) {
    return "servers." + id;
  }

  private static String what(String id) {
    return "server " + id;
  }

  private static String offered(LiveOffers.Looked looked, String id) {
    long tools =
        looked.answer().offered().stream()
            .filter(one -> one.server().equals(id) && one.isTool())
            .count();
    long all = looked.answer().offered().stream().filter(one -> one.server().equals(id)).count();
    return "it answers; %d tool%s, %d other definition%s"
        .formatted(tools, tools == 1 ? "" : "s", all - tools, all - tools == 1 ? "" : "s");
  }

  private Trouble trouble(
      String id,
      ServerSettings server,
      String silent,
      LiveOffers.Looked looked,
      Incidents incidents) {
    String key = key(id);
    return switch (server.reach()) {
      case Reach.Program _ -> ofProgram(id, server, silent + incidents.denied(id));
      case Reach.Endpoint endpoint -> {
        Optional<UpstreamException> failure = Optional.ofNullable(looked.failures().get(id));
        String at = failure.flatMap(Unreached::of).map(_ -> ", at " + at(endpoint)).orElse("");
        String what = silent + at + incidents.unproved(id);
        yield failure
            .flatMap(one -> fix(key, server, one))
            .map(fix -> new Trouble(what, fix))
            .orElseGet(() ->
                new Trouble(
                    what,
                    "see that it is a server of MCP that runs, and correct `%1$s.url`, `%1$s.tls` or its credentials"
                        .formatted(key)));
      }
    };
  }

  /** Of its address, what leads there; the rest may be secret. */
  private static String at(Reach.Endpoint endpoint) {
    URI url = endpoint.url();
    int usual = "https".equals(url.getScheme()) ? 443 : 80;
    return url.getHost() + ":" + (url.getPort() < 0 ? usual : url.getPort());
  }

  /** What keeps it from being started is all that there is to say. */
  private static Trouble ofProgram(String id, ServerSettings server, String silent) {
    List<MissingPart> missing = MissingPart.of(id, server, Desk.ours());
    return missing.stream()
        .filter(one -> one.kind() != MissingPart.Kind.GRANT)
        .findFirst()
        .map(MissingPart::trouble)
        .orElseGet(() ->
            new Trouble(
                silent,
                (missing.isEmpty()
                        ? ""
                        : "make what its sandbox opens and is not there: "
                            + MissingPart.making(missing)
                            + "; else ")
                    + "start its `command` by hand and see what it says, or what its sandbox keeps"
                    + " from it: `%s.sandbox`".formatted(key(id))));
  }

  private Optional<String> fix(String key, ServerSettings server, Throwable failure) {
    if (failure instanceof CredentialRefused) {
      return Optional.of(shown(key, server));
    }
    if (failure instanceof NoMcp other) {
      return elsewhere(key, other.status());
    }
    return Causes.of(failure)
        .filter(AddressRefused.class::isInstance)
        .map(refused -> String.valueOf(refused.getMessage()))
        .findFirst()
        .or(() ->
            Unreached.of(failure).map(why -> why.trouble(key + ".url", key + ".tls.ca").fix()));
  }

  /** What to do where somebody answers, and is no server of MCP; empty: his status says nothing. */
  private static Optional<String> elsewhere(String key, int status) {
    if (status == 404 || status == 405 || status == 410) {
      return Optional.of(
          "its documentation has the path, and often it is `/mcp`: correct `%s.url`"
              .formatted(key));
    }
    return switch (status / 100) {
      case 2 ->
          Optional.of(
              "write the address at which it speaks MCP into `%s.url`: often the same host with `/mcp` behind it"
                  .formatted(key));
      case 3 ->
          Optional.of(
              "write the address that it leads to into `%s.url`, if that is the server's, or see whether it wants a credential"
                  .formatted(key));
      case 5 ->
          Optional.of(
              "see its own log, or that of a proxy before it: one of them fails at `%s.url`"
                  .formatted(key));
      default -> Optional.empty();
    };
  }

  /** What to do where it takes nobody as he comes. */
  private String shown(String key, ServerSettings server) {
    boolean nothing =
        server.bearerToken().isEmpty()
            && server.credentials().isEmpty()
            && server.headers().isEmpty();
    return nothing
        ? none(key)
        : "see whether what `%1$s` shows it (`bearer-token`, `credentials`, `headers`) is still good there"
            .formatted(key);
  }

  /** What its token is called; and where several callers share it, that this is meant. */
  private String none(String key) {
    String alone =
        configuration.authentication().stdio().only() ? "" : ", insecure-shared-credential: true";
    return "give each caller his own with `credentials` in `%1$s`, or one%2$s with `bearer-token: \"env:NAME\"%3$s` there (`headers`, if it wants no bearer token)"
        .formatted(key, alone.isEmpty() ? "" : " for all", alone);
  }

  /** What happened while servers were asked; told by several threads. */
  private static final class Incidents {
    private final Map<String, Set<String>> denied = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> unproved = new ConcurrentHashMap<>();

    LiveOffers.Telling telling() {
      return new LiveOffers.Telling(
          (server, _, reason, detail) ->
              note(reason == Reason.SERVER_UNPROVED ? unproved : denied, server.value(), detail),
          Destinations.Refusals.NONE,
          (_, _) -> {});
    }

    private static void note(Map<String, Set<String>> all, String server, String detail) {
      Set<String> known = all.computeIfAbsent(server, _ -> ConcurrentHashMap.newKeySet());
      var _ = known.add(detail);
    }

    String denied(String server) {
      return said(denied, server, "; its sandbox kept it from this: ");
    }

    String unproved(String server) {
      return said(unproved, server, ": ");
    }

    private static String said(Map<String, Set<String>> all, String server, String before) {
      List<String> said = all.getOrDefault(server, Set.of()).stream().sorted().toList();
      return said.isEmpty()
          ? ""
          : before
              + String.join(", ", said.stream().limit(MOST).toList())
              + (said.size() > MOST ? " and %d more".formatted(said.size() - MOST) : "");
    }
  }
}
