package io.portreeve.gateway.config;

import static io.portreeve.gateway.config.Configuration.AGENT;
import static io.portreeve.gateway.config.Configuration.APPROVALS;
import static io.portreeve.gateway.config.Configuration.AUTHENTICATION;
import static io.portreeve.gateway.config.Configuration.CONSOLE;
import static io.portreeve.gateway.config.Configuration.ENDPOINTS;
import static io.portreeve.gateway.config.Configuration.HTTP;
import static io.portreeve.gateway.config.Configuration.INSECURE_NO_CONTROLS;
import static io.portreeve.gateway.config.Configuration.INSECURE_PLAINTEXT;
import static io.portreeve.gateway.config.Configuration.LISTEN;
import static io.portreeve.gateway.config.Configuration.LOGIN;
import static io.portreeve.gateway.config.Configuration.OPERATIONS;
import static io.portreeve.gateway.config.Configuration.POLICY;
import static io.portreeve.gateway.config.Configuration.SERVERS;
import static io.portreeve.gateway.config.Configuration.TLS;
import static io.portreeve.gateway.config.Configuration.TRANSPARENT;
import static io.portreeve.gateway.config.Configuration.VAULT;

import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Values;
import java.util.Optional;

/** What must hold between the sections of the file. */
final class ConfigurationRules {
  private ConfigurationRules() {}

  static Section<Configuration> on(Section<Configuration> section) {
    return section
        .check(ConfigurationRules::encryptedUnlessLocal, LISTEN, TLS, INSECURE_PLAINTEXT)
        .check(ConfigurationRules::namedUnlessLocal, LISTEN, HTTP)
        .check(ConfigurationRules::anonymousOnlyLocal, LISTEN, AUTHENTICATION)
        .check(ConfigurationRules::uncontrolledOnlyLocal, LISTEN, INSECURE_NO_CONTROLS)
        .check(ConfigurationRules::certificatesOverTls, TLS, AUTHENTICATION)
        .check(ConfigurationRules::pagesThatCanBeReached, LISTEN, SERVERS, LOGIN, CONSOLE)
        .check(ConsoleRules::wayIn, CONSOLE, AUTHENTICATION)
        .check(ConsoleRules::signInOfSomething, CONSOLE, SERVERS, AUTHENTICATION)
        .check(ConsoleRules::page, CONSOLE, APPROVALS, SERVERS, POLICY)
        .check(ConfigurationRules::transparentAlone, SERVERS, TRANSPARENT)
        .check(ConfigurationRules::agentsGateway, SERVERS, AGENT)
        .check(ConfigurationRules::watchedApart, LISTEN, OPERATIONS)
        .check(EndpointRules::notTheOneWithoutAName, HTTP, ENDPOINTS, TRANSPARENT)
        .check(EndpointRules::keptApart, AUTHENTICATION, ENDPOINTS)
        .check(EndpointRules::withTokens, AUTHENTICATION, ENDPOINTS)
        .check(SharedCredentials::named, SERVERS, AUTHENTICATION)
        .check(SharedCredentials::exchangedByTheirIssuer, SERVERS, AUTHENTICATION)
        .check(SharedCredentials::kept, SERVERS, VAULT);
  }

  private static void encryptedUnlessLocal(Values values, Spot spot) {
    boolean open = !values.get(LISTEN).loopback() && values.get(TLS).isEmpty();
    boolean allowed = values.get(INSECURE_PLAINTEXT);
    if (open && !allowed) {
      spot.at(LISTEN)
          .problem(
              "can be reached from other machines, without TLS",
              "add `tls`, listen on 127.0.0.1, or accept it with `insecure-plaintext: true`");
    } else if (allowed && !open) {
      spot.at(INSECURE_PLAINTEXT).problem("has no effect here", "remove it");
    }
  }

  private static void namedUnlessLocal(Values values, Spot spot) {
    if (!values.get(LISTEN).loopback() && values.get(HTTP).allowedHosts().isEmpty()) {
      spot.at(HTTP)
          .at("allowed-hosts")
          .problem(
              "is missing, and other machines can reach us",
              "list the names that clients use, as in `[mcp.example.com]`");
    }
  }

  private static void anonymousOnlyLocal(Values values, Spot spot) {
    boolean anonymous = values.get(AUTHENTICATION).insecureAnonymous().isPresent();
    if (anonymous && !values.get(LISTEN).loopback()) {
      spot.at(AUTHENTICATION)
          .at("insecure-anonymous")
          .problem("is possible on loopback only", "remove it, or listen on 127.0.0.1");
    }
  }

  private static void uncontrolledOnlyLocal(Values values, Spot spot) {
    if (values.get(INSECURE_NO_CONTROLS) && !values.get(LISTEN).loopback()) {
      spot.at(INSECURE_NO_CONTROLS)
          .problem("is possible on loopback only", "remove it, or listen on 127.0.0.1");
    }
  }

  private static void certificatesOverTls(Values values, Spot spot) {
    boolean asked =
        values
            .get(TLS)
            .filter(tls -> tls.clientCertificates() != ClientCertificates.NONE)
            .isPresent();
    if (!asked && !values.get(AUTHENTICATION).clientCertificates().isEmpty()) {
      spot.at(AUTHENTICATION)
          .at("client-certificates")
          .problem(
              "has no effect: no client is asked for a certificate",
              "set `tls.client-ca`, and `tls.client-certificates` to `optional` or `required`");
    }
  }

  /** Whoever comes to a page has a browser, which may be on another machine, and comes back. */
  private static void pagesThatCanBeReached(Values values, Spot spot) {
    if (values.get(LOGIN).url().isPresent()) {
      return;
    }
    if (values.get(SERVERS).values().stream().anyMatch(server -> server.login().isPresent())) {
      reached(values, "users log in at a server", spot);
    } else if (values.get(CONSOLE).filter(it -> it.url().isEmpty()).isPresent()) {
      reached(values, "people come to the console", spot);
    }
  }

  private static void reached(Values values, String why, Spot spot) {
    Listen listen = values.get(LISTEN);
    if (!listen.loopback()) {
      spot.at(LOGIN)
          .at("url")
          .problem(
              "is missing, and " + why,
              "say how browsers reach this gateway, as in `https://mcp.example.com`");
    } else if (listen.port() == 0) {
      spot.at(LISTEN)
          .problem(
              "has no port of its own, and " + why,
              "write one, as in `127.0.0.1:8787`, or say in `login.url` how browsers reach this"
                  + " gateway");
    }
  }

  private static void watchedApart(Values values, Spot spot) {
    Listen listen = values.get(LISTEN);
    boolean same =
        listen.port() != 0
            && values.get(OPERATIONS).filter(one -> one.listen().equals(listen)).isPresent();
    if (same) {
      spot.at(OPERATIONS)
          .at("listen")
          .problem("is where clients are answered", "choose another port, as `127.0.0.1:9464`");
    }
  }

  private static void transparentAlone(Values values, Spot spot) {
    if (values.get(TRANSPARENT) && values.get(SERVERS).size() != 1) {
      spot.at(TRANSPARENT)
          .problem("needs exactly one server", "set it to false: ids keep several servers apart");
    }
  }

  private static void agentsGateway(Values values, Spot spot) {
    Optional<String> name = values.get(AGENT).gateway();
    boolean there =
        name.isEmpty()
            || Optional.ofNullable(values.get(SERVERS).get(name.get()))
                .filter(server -> server.url().isPresent())
                .isPresent();
    if (!there) {
      spot.at(AGENT)
          .at("gateway")
          .problem(
              "names no server that is reached over HTTP",
              "use an id of `servers` that has a `url`");
    }
  }
}
