package io.portreeve.lab;

import io.portreeve.gateway.Gateway;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpListener;
import io.portreeve.gateway.http.ListenerOptions;
import io.portreeve.gateway.keys.KeyRequest;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.policy.ConditionReader;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabServer;
import io.portreeve.mcp.json.Excerpt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Sets an attack up twice: straight at its server, and through a gateway in front of it. */
final class Bench implements AutoCloseable {
  private static final int SHOWN = 160;

  private final HttpEngine engine = HttpEngine.start();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String more;

  Bench() {
    this("");
  }

  /** A bench whose gateways are configured by these lines, too. */
  Bench(String more) {
    this.more = more;
  }

  Result run(Attack attack) throws LabFault {
    Attack.Attempt without = without(attack);
    Path data = directory();
    try {
      Attack.Attempt with = with(attack, data);
      return new Result(
          attack.mitigation(),
          attack.story(),
          without.everyWayWorked(),
          with.anyWayWorked(),
          reasons(data, with),
          cut(with.evidence()));
    } finally {
      delete(data);
    }
  }

  /** Straight at the server. */
  Attack.Attempt without(Attack attack) throws LabFault {
    try (LabServer server = attack.server();
        HttpListener listener = listen(attack, server);
        HttpClient client = client(attack)) {
      URI straight = server(attack, listener);
      return attack.attempt(new LabClient(client, straight, Map.of()), server);
    }
  }

  /** Through a gateway whose data nobody reads. */
  Attack.Attempt with(Attack attack) throws LabFault {
    Path data = directory();
    try {
      return with(attack, data);
    } finally {
      delete(data);
    }
  }

  private Attack.Attempt with(Attack attack, Path data) throws LabFault {
    files(attack, data);
    try (LabServer server = attack.server();
        HttpListener listener = listen(attack, server);
        Gateway gateway = gateway(attack, server, server(attack, listener), data)) {
      Map<LabClient.Role, String> keys =
          Map.of(
              LabClient.Role.STAFF, key(gateway, "anna", "staff"),
              LabClient.Role.GUEST, key(gateway, "gus", "guest"));
      return attack.attempt(new LabClient(http, uri(gateway.address()), keys), server);
    }
  }

  private static String key(Gateway gateway, String principal, String role) {
    KeyRequest request = new KeyRequest(principal, Set.of(role), Map.of(), Optional.empty());
    return gateway.keys().create(request).text().revealText();
  }

  private static void files(Attack attack, Path data) throws LabFault {
    Path file = data.resolve(Attack.SECRET);
    try {
      for (Map.Entry<String, String> more : attack.files().entrySet()) {
        Files.writeString(data.resolve(more.getKey()), more.getValue());
      }
      Files.writeString(file, "a secret of the lab's\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException full) {
      throw new LabFault("no place for a secret", full);
    }
  }

  private Gateway gateway(Attack attack, LabServer lab, URI address, Path data) throws LabFault {
    String text =
        """
        listen: 127.0.0.1:0
        data: %s
        transparent: true
        servers:
          lab:
            %s
            era: modern
        %s
        pinning: {first-seen: approve}
        policy:
        %s
        %s
        %s
        """
            .formatted(
                data,
                attack.reach(address, lab),
                attack.serverSettings(lab).indent(4).stripTrailing(),
                attack.policy(address).indent(2).stripTrailing(),
                attack.configuration(address, lab),
                more);
    try {
      return switch (new ConfigurationFile(surroundings(data), Overlay.NONE).parse(text)) {
        case ConfigurationFile.Outcome.Loaded loaded ->
            Gateway.start(loaded.configuration(), SecretSource.ofProcess(), attack.names());
        case ConfigurationFile.Outcome.Refused refused ->
            throw new IllegalStateException("the lab's configuration: " + refused.problems());
      };
    } catch (StartFault fault) {
      throw new LabFault("the gateway does not start", fault);
    }
  }

  private static Surroundings surroundings(Path data) {
    return new Surroundings(data, Surroundings.Follower.NONE, new ConditionReader());
  }

  /** Those of the journal, and the application's own. */
  private static String reasons(Path data, Attack.Attempt attempt) throws LabFault {
    return Stream.concat(Stream.of(reason(data)), attempt.reasons().stream())
        .filter(reason -> !reason.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** The reasons that the journal gives for what it refused or changed. */
  private static String reason(Path data) throws LabFault {
    try (Stream<Path> files = Files.list(AuditJournal.directoryIn(data))) {
      return Reasons.in(files.sorted().toList());
    } catch (IOException unreadable) {
      throw new LabFault("the journal cannot be read", unreadable);
    }
  }

  /** Where the server of an attack is. */
  private static URI server(Attack attack, HttpListener listener) throws LabFault {
    URI plain = uri(listener.address());
    return attack.tls().isPresent() ? URI.create("https" + plain.toString().substring(4)) : plain;
  }

  private static HttpClient client(Attack attack) throws LabFault {
    HttpClient.Builder client = HttpClient.newBuilder();
    if (attack.trusted().isPresent()) {
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {attack.trusted().get()}, null);
        client.sslContext(context);
      } catch (GeneralSecurityException absent) {
        throw new LabFault("the client has no TLS", absent);
      }
    }
    return client.build();
  }

  private HttpListener listen(Attack attack, LabServer server) throws LabFault {
    ListenerOptions options =
        attack.tls().map(ListenerOptions.defaults()::withTls).orElseGet(ListenerOptions::defaults);
    try {
      return HttpListener.start(
          engine,
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          options,
          server,
          new Unheard());
    } catch (IOException occupied) {
      throw new LabFault("the server cannot listen", occupied);
    }
  }

  private static URI uri(InetSocketAddress address) {
    return URI.create("http://127.0.0.1:" + address.getPort() + "/mcp");
  }

  private static Path directory() throws LabFault {
    try {
      return Files.createTempDirectory("portreeve-lab");
    } catch (IOException full) {
      throw new LabFault("no temporary directory", full);
    }
  }

  private static void delete(Path directory) throws LabFault {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException left) {
      throw new LabFault("the temporary directory stays", left);
    }
  }

  private static String cut(String text) {
    return text.length() <= SHOWN ? text : Excerpt.of(text, SHOWN) + "…";
  }

  @Override
  public void close() {
    http.close();
    engine.close();
  }
}
