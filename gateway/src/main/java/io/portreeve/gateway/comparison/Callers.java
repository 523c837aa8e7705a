package io.portreeve.gateway.comparison;

import io.portreeve.gateway.config.AuthenticationSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.guard.Principal.Authentication;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who calls, as far as a configuration and the keys beside it tell. */
final class Callers {
  private Callers() {}

  /** The roles that a policy names, in the order of its file. */
  static Stream<String> roles(PolicySettings policy) {
    return policy.rules().map(RuleSettings::roles).flatMap(List::stream);
  }

  /** By name, in the order of a report. */
  static Map<String, Caller> of(
      Configuration configuration, Collection<String> roles, List<Caller> keys) {
    Stream<Caller> anybody =
        Stream.concat(Stream.of(Caller.anybody()), roles.stream().map(Caller::withRole));
    Map<String, Caller> all = new LinkedHashMap<>();
    Stream.of(anybody, named(configuration.authentication()), keys.stream())
        .flatMap(some -> some)
        .forEach(one -> all.putIfAbsent(one.name(), one));
    return all;
  }

  private static Stream<Caller> named(AuthenticationSettings by) {
    Stream<Caller> local =
        Stream.of(
            Caller.known(
                "whoever comes over stdio",
                by.stdio().principal(),
                by.stdio().roles(),
                Authentication.LOCAL_PROCESS));
    Stream<Caller> anonymous =
        by.insecureAnonymous().stream()
            .map(one ->
                Caller.known(
                    "the anonymous", one.principal(), one.roles(), Authentication.ANONYMOUS));
    Stream<Caller> certified =
        by.clientCertificates().stream()
            .map(one ->
                Caller.known(
                    "certificate of " + one.principal(),
                    one.principal(),
                    one.roles(),
                    Authentication.CLIENT_CERTIFICATE));
    return Stream.of(local, anonymous, certified).flatMap(some -> some);
  }
}
