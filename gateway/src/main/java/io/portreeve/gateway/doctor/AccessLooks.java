package io.portreeve.gateway.doctor;

import io.portreeve.gateway.config.ArgumentKind;
import io.portreeve.gateway.config.ArgumentSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.OAuthSettings;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.config.ServerTlsSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who is who: servers, clients; what is sent and what is started. */
final class AccessLooks {
  private static final String SERVERS = "servers";

  private AccessLooks() {}

  /** A server on this machine, and a program, are who the operator started. */
  static Stream<Subject> servers(Patient patient) {
    return patient.configuration().servers().entrySet().stream()
        .filter(
            one -> one.getValue().url().filter(url -> url.getScheme().equals("https")).isPresent())
        .map(one ->
            new Subject(
                one.getKey(),
                List.of(SERVERS, one.getKey(), "tls"),
                mutual(one.getKey(), one.getValue().tls())));
  }

  private static Optional<Remedy> mutual(String id, Optional<ServerTlsSettings> tls) {
    boolean proves = tls.filter(it -> it.ca().isPresent() || !it.pins().isEmpty()).isPresent();
    boolean shown = tls.filter(it -> it.certificate().isPresent()).isPresent();
    Remedy remedy = new Remedy(List.of(), "");
    if (!proves) {
      remedy = remedy.and("file:" + id + "-ca.pem", SERVERS, id, "tls", "ca");
    }
    if (!shown) {
      remedy =
          remedy
              .and("file:gateway.pem", SERVERS, id, "tls", "certificate")
              .and("file:gateway.key", SERVERS, id, "tls", "key");
    }
    return proves && shown
        ? Optional.empty()
        : Optional.of(
            remedy.saying(
                "`portreeve ca` makes such files, and renews them; both sides need them."));
  }

  static Stream<Subject> clients(Patient patient) {
    var authentication = patient.configuration().authentication();
    boolean named = !authentication.clients().isEmpty();
    return authentication.oauth().map(OAuthSettings::issuers).orElse(Map.of()).entrySet().stream()
        .map(issuer -> {
          String[] path = {"authentication", "oauth", "issuers", issuer.getKey(), "clients"};
          boolean any = !named && issuer.getValue().clients().isEmpty();
          Remedy remedy =
              Remedy.put("[my-application]", path)
                  .saying("Put the `client_id` of each application that may come there.");
          return new Subject(
              "issuer " + issuer.getKey(),
              List.of(path),
              any ? Optional.of(remedy) : Optional.empty());
        });
  }

  static Stream<Subject> arguments(Patient patient) {
    return patient.configuration().servers().entrySet().stream()
        .flatMap(server ->
            server.getValue().tools().entrySet().stream()
                .flatMap(tool ->
                    tool.getValue().arguments().entrySet().stream()
                        .map(argument ->
                            argument(patient, server.getKey(), tool.getKey(), argument))));
  }

  private static Subject argument(
      Patient patient, String server, String tool, Map.Entry<String, ArgumentSettings> argument) {
    var path =
        new ArrayList<>(List.of(SERVERS, server, "tools", tool, "arguments", argument.getKey()));
    List<String> mapping = Stream.concat(path.stream(), Stream.of("kind")).toList();
    List<String> written = patient.text().says(mapping) ? mapping : List.copyOf(path);
    Remedy remedy =
        new Remedy(
            List.of(new Remedy.Step.Put(written, "text")),
            "Or the kind that it really has; docs/input.md lists them.");
    return new Subject(
        server + " " + tool,
        written,
        argument.getValue().kind() == ArgumentKind.ANY ? Optional.of(remedy) : Optional.empty());
  }

  static Stream<Subject> packages(Patient patient) {
    Configuration right = patient.configuration();
    boolean made = right.servers().values().stream().anyMatch(AccessLooks::isMadeOfPackages);
    Remedy remedy =
        Remedy.put("https://api.osv.dev", "scan", "osv-api")
            .saying(
                "That service learns names and versions of packages; `osv: FOLDER` looks into a copy, and tells nobody.");
    return made
        ? Stream.of(
            new Subject(
                "",
                List.of("scan", "osv-api"),
                right.scan().looksUpPackages() ? Optional.empty() : Optional.of(remedy)))
        : Stream.empty();
  }

  private static boolean isMadeOfPackages(ServerSettings server) {
    return server.command().isPresent() || server.sbom().isPresent();
  }
}
