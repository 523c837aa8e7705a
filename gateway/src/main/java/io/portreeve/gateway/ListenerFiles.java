package io.portreeve.gateway;

import io.portreeve.gateway.config.TlsSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.http.TlsServer;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.tls.ListenerTls;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that the TLS towards clients is made of. */
record ListenerFiles(TlsSettings settings, TlsFiles files) {
  ListenerFiles(TlsSettings settings, SecretSource secrets) {
    this(settings, new TlsFiles(secrets));
  }

  /**
   * Makes it from them.
   *
   * @throws StartFault if one does not fit
   */
  TlsServer tls() throws StartFault {
    List<Unfit> unfit = unfit();
    if (!unfit.isEmpty()) {
      throw new StartFault(String.join(", and ", unfit.stream().map(Unfit::line).toList()));
    }
    try {
      return made();
    } catch (IOException | GeneralSecurityException changed) {
      throw new StartFault("tls: " + changed.getMessage(), changed);
    }
  }

  /** What a start would refuse; whether key and certificate are a pair once both can be read. */
  List<Unfit> unfit() {
    Stream<Unfit> certificate = files.certificates("tls.certificate", settings.certificate());
    Stream<Unfit> key = files.privateKey("tls.key", settings.key());
    Stream<Unfit> authorities =
        settings.clientCa().stream().flatMap(ca -> files.certificates("tls.client-ca", ca));
    List<Unfit> each = Stream.of(certificate, key, authorities).flatMap(it -> it).toList();
    return each.isEmpty()
        ? files.pair("tls.key", settings.key(), settings.certificate(), this::made).toList()
        : each;
  }

  private TlsServer made() throws IOException, GeneralSecurityException {
    Optional<Reference> authorities = settings.clientCa();
    byte[] chain = files.material(settings.certificate());
    byte[] key = files.secret(settings.key()).reveal();
    return authorities.isEmpty()
        ? ListenerTls.of(chain, key)
        : ListenerTls.of(chain, key, files.material(authorities.get()), clients());
  }

  private TlsServer.ClientCertificate clients() {
    return switch (settings.clientCertificates()) {
      case NONE -> TlsServer.ClientCertificate.NONE;
      case OPTIONAL -> TlsServer.ClientCertificate.OPTIONAL;
      case REQUIRED -> TlsServer.ClientCertificate.REQUIRED;
    };
  }
}
