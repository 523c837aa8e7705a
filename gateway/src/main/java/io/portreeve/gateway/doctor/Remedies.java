package io.portreeve.gateway.doctor;

import io.portreeve.gateway.config.AuthenticationSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.OperationsSettings;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.config.form.AmendedText;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.program.Launch;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What to write in place of what the scan's rules find: the configuration is right after it. */
record Remedies(Patient patient) {
  private static final String SERVERS = "servers";
  private static final String CREDENTIALS = "credentials";

  private Configuration right() {
    return patient.configuration();
  }

  private Optional<ServerSettings> server(List<String> path) {
    return path.size() < 2
        ? Optional.empty()
        : Optional.ofNullable(right().servers().get(path.get(1)));
  }

  /** In place of an option that weakens: often without it something else has to be said. */
  Remedy ofOption(List<String> path) {
    Remedy without = Remedy.drop(path);
    return switch (path.getLast()) {
      case "insecure-plaintext" -> encrypted(path, without);
      case "insecure-anonymous" -> known(without);
      case "insecure-shared-credential" ->
          server(path).map(it -> own(path.get(1), it, without)).orElse(without);
      case "insecure-open" ->
          without.and(
              "127.0.0.1:"
                  + right().operations().map(OperationsSettings::listen).orElseThrow().port(),
              "operations",
              "listen");
      case "insecure-network" ->
          without.saying("Name the hosts that it needs under `sandbox.network`.");
      default -> without;
    };
  }

  private Remedy encrypted(List<String> path, Remedy without) {
    if (path.size() == 1) {
      return without
          .and("file:server.pem", "tls", "certificate")
          .and("file:server.key", "tls", "key")
          .saying("Or listen on 127.0.0.1, behind a proxy with TLS.");
    }
    boolean model = path.getFirst().equals("agent");
    Optional<URI> url =
        model
            ? right().agent().model().flatMap(it -> it.url())
            : server(path).flatMap(ServerSettings::url);
    List<String> address =
        model ? List.of("agent", "model", "url") : List.of(SERVERS, path.get(1), "url");
    return url.map(it ->
            new Remedy.Step.Put(
                address, AmendedText.quoted("https" + it.toString().substring("http".length()))))
        .map(without::and)
        .orElse(without);
  }

  private Remedy known(Remedy without) {
    AuthenticationSettings by = right().authentication();
    boolean others = by.apiKeys() || by.oauth().isPresent() || !by.clientCertificates().isEmpty();
    return others
        ? without
        : without
            .and("true", "authentication", "api-keys")
            .saying("Make a key for each with `portreeve keys create`.");
  }

  /** Each caller with his own: at a server that has logins by logging in, else by a secret. */
  private Remedy own(String id, ServerSettings server, Remedy without) {
    Remedy shown = without.and(new Remedy.Step.Drop(List.of(SERVERS, id, "bearer-token")));
    for (Map.Entry<String, Reference> header : server.headers().entrySet()) {
      if (isSecret(header)) {
        shown = shown.and(new Remedy.Step.Drop(List.of(SERVERS, id, "headers", header.getKey())));
      }
    }
    return server.url().isPresent() ? login(id, shown) : variable(id, server, shown);
  }

  private static boolean isSecret(Map.Entry<String, Reference> value) {
    return !(value.getValue() instanceof Reference.Plain)
        || value.getKey().matches("(?i)authorization|proxy-authorization|cookie");
  }

  private Remedy login(String id, Remedy without) {
    Remedy own =
        without
            .and(new Remedy.Step.Drop(List.of(SERVERS, id, CREDENTIALS)))
            .and("{login: {}}", SERVERS, id, CREDENTIALS)
            .saying("Or `token-exchange` or `user-secret`: docs/credentials.md says when.");
    boolean here = right().listen().loopback() || right().login().url().isPresent();
    String host = right().http().allowedHosts().stream().findFirst().orElse("mcp.example.com");
    return here ? own : own.and("https://" + host, "login", "url");
  }

  private Remedy variable(String id, ServerSettings server, Remedy without) {
    Remedy own = without;
    for (Map.Entry<String, Reference> value : server.environment().entrySet()) {
      if (!(value.getValue() instanceof Reference.Plain)) {
        own = own.and(new Remedy.Step.Drop(List.of(SERVERS, id, "environment", value.getKey())));
      }
    }
    String name =
        server.environment().entrySet().stream()
            .filter(value -> !(value.getValue() instanceof Reference.Plain))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("TOKEN");
    return kept(own, id, "variable", name);
  }

  /** A secret of each user's own, in the vault. */
  private Remedy kept(Remedy without, String id, String how, String name) {
    Remedy own =
        without
            .and("{user-secret: {" + how + ": " + name + "}}", SERVERS, id, CREDENTIALS)
            .saying("Put each user's with `portreeve secrets put`.");
    return right().vault().isPresent() ? own : own.and("file:vault.key", "vault", "key");
  }

  /** In place of what another rule of the scan's finds. */
  Remedy of(Finding one, List<String> path) {
    return switch (one.rule().id()) {
      case "weakened-default" -> Remedy.drop(path);
      case "allows-everything" ->
          path.isEmpty()
              ? Remedy.words("")
              : RuleLooks.named(patient, Integer.parseInt(path.getLast()));
      case "listens-widely" ->
          Remedy.put(AmendedText.quoted("192.0.2.10:" + right().listen().port()), "listen")
              .saying("Put the address there that clients use; in a container leave it.");
      case "unpinned-package" -> pinned(path.get(1));
      case "secret-in-file" -> hidden(path);
      default -> Remedy.words("");
    };
  }

  private Remedy pinned(String id) {
    List<String> command =
        Optional.ofNullable(right().servers().get(id))
            .flatMap(ServerSettings::command)
            .orElse(List.of());
    if (!(Launch.of(command) instanceof Launch.FromRegistry one)) {
      return Remedy.words("");
    }
    for (int at = 0; at < command.size(); at++) {
      if (isNamed(command.get(at), one)) {
        String version =
            switch (one.registry()) {
              case NPM -> "@VERSION";
              case PYPI -> "==VERSION";
              case IMAGES -> "@sha256:VERSION";
            };
        return Remedy.put(
                AmendedText.quoted(one.name() + version),
                SERVERS,
                id,
                "command",
                String.valueOf(at))
            .saying("Put the version that you looked at in place of VERSION.");
      }
    }
    return Remedy.words("");
  }

  private static boolean isNamed(String word, Launch.FromRegistry one) {
    return word.equals(one.name())
        || word.startsWith(one.name() + "@")
        || word.startsWith(one.name() + "==");
  }

  /** A secret that each user has of his own, in place of the one that everybody can read. */
  private Remedy hidden(List<String> path) {
    Optional<ServerSettings> server = server(path);
    boolean named = path.size() == 4 && server.filter(it -> it.credentials().isEmpty()).isPresent();
    if (!named) {
      return Remedy.words("");
    }
    boolean variable = path.get(2).equals("environment");
    return kept(Remedy.drop(path), path.get(1), variable ? "variable" : "header", path.getLast());
  }
}
