package io.portreeve.gateway;

import io.portreeve.gateway.config.TlsSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.http.TlsServer;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.tls.ListenerTls;
import io.portreeve.gateway.tls.ServerTls;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that the TLS towards clients is made of. */
record ListenerFiles(TlsSettings settings, TlsFiles files) {
  private static final System.Logger RENEWED = System.getLogger("io.portreeve.tls.material");

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
      throw StartFault.unfit(unfit);
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
    InstantSource clock = InstantSource.system();
    ServerTls.Own own =
        new ServerTls.Own(
            files.renewed(settings.certificate()), files.renewedSecret(settings.key()));
    return authorities.isEmpty()
        ? ListenerTls.of(own, clock, ListenerFiles::warn)
        : ListenerTls.of(
            own, files.material(authorities.get()), clients(), clock, ListenerFiles::warn);
  }

  private static void warn(String what) {
    RENEWED.log(System.Logger.Level.WARNING, () -> "tls: " + what);
  }

  private TlsServer.ClientCertificate clients() {
    return switch (settings.clientCertificates()) {
      case NONE -> TlsServer.ClientCertificate.NONE;
      case OPTIONAL -> TlsServer.ClientCertificate.OPTIONAL;
      case REQUIRED -> TlsServer.ClientCertificate.REQUIRED;
    };
  }
}
