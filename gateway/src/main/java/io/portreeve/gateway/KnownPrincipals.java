package io.portreeve.gateway;

import io.portreeve.gateway.config.AnonymousSettings;
import io.portreeve.gateway.config.AuthenticationSettings;
import io.portreeve.gateway.config.CertificateSettings;
import io.portreeve.gateway.config.LocalSettings;
import io.portreeve.gateway.identity.ClientNames;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Principal.Authentication;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everybody who can come in: by a certificate, as the local client, anonymously, or by a key. */
public final class KnownPrincipals {
  private final AuthenticationSettings settings;
  private final Optional<Store> store;

  /**
   * Those of one gateway.
   *
   * @param store where its keys are; empty if it never ran
   */
  public KnownPrincipals(AuthenticationSettings settings, Optional<Store> store) {
    this.settings = settings;
    this.store = store;
  }

  /** In the order of above; a name may stand there more than once, with other roles. */
  public List<Principal> at(Instant now) {
    List<Principal> all = new ArrayList<>();
    for (CertificateSettings one : settings.clientCertificates()) {
      all.add(
          principal(one.principal(), one.roles(), Authentication.CLIENT_CERTIFICATE)
              .through(ClientNames.of(one)));
    }
    LocalSettings local = settings.stdio();
    all.add(
        principal(local.principal(), local.roles(), Authentication.LOCAL_PROCESS)
            .through(ClientNames.stdio()));
    anonymous().ifPresent(all::add);
    if (settings.apiKeys() && store.isPresent()) {
      store.get().apiKeys().list().stream()
          .filter(key -> key.isLiveAt(now))
          .forEach(key ->
              all.add(
                  principal(key.principal(), key.roles(), Authentication.API_KEY)
                      .through(ClientNames.of(key))));
    }
    return all.stream().distinct().toList();
  }

  /** Whoever comes without a credential, where that is accepted. */
  public Optional<Principal> anonymous() {
    return settings.insecureAnonymous().map(KnownPrincipals::nobody);
  }

  static Principal nobody(AnonymousSettings nobody) {
    return principal(nobody.principal(), nobody.roles(), Authentication.ANONYMOUS);
  }

  private static Principal principal(
      String name, Collection<String> roles, Authentication authentication) {
    return new Principal(name, Set.copyOf(roles), authentication);
  }
}
