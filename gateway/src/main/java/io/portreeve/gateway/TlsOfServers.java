package io.portreeve.gateway;

import io.portreeve.controls.serverspoofing.ServerIdentity;
import io.portreeve.gateway.config.ServerTlsSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.http.TlsClient;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.tls.Material;
import io.portreeve.gateway.tls.ServerTls;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ServerId;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * What servers have to prove and what we show them, as their operator wrote it.
 *
 * @param incidents told of servers that prove to be somebody else, or nobody
 */
record TlsOfServers(SecretSource secrets, InstantSource clock, ProgramIncidents incidents) {
  private static final System.Logger LOG = System.getLogger("io.portreeve.servers");

  /**
   * That of one server.
   *
   * @throws SecretUnavailable if a part is not there, or does not read
   */
  TlsClient of(ServerId server, Optional<ServerTlsSettings> settings) {
    return settings.map(written -> of(server, written)).orElseGet(TlsClient::platform);
  }

  private TlsClient of(ServerId server, ServerTlsSettings written) {
    ServerTls tls =
        new ServerTls(
            written.ca().map(this::material),
            new ServerIdentity(written.spiffeId(), Set.copyOf(written.pins())),
            written
                .certificate()
                .map(chain ->
                    new ServerTls.Own(material(chain), secret(written.key().orElseThrow()))));
    try {
      return tls.client(
          clock,
          why -> incidents.happened(server, "", Reason.SERVER_UNPROVED, why),
          what -> LOG.log(System.Logger.Level.WARNING, () -> "server " + server + ": " + what));
    } catch (GeneralSecurityException | IOException unfit) {
      throw new SecretUnavailable("the TLS of server " + server + ": " + unfit.getMessage());
    }
  }

  private Material material(Reference reference) {
    return () -> Settings.bytes(reference, secrets);
  }

  /** Its file must be private, each time that it is read. */
  private Material secret(Reference reference) {
    return () -> {
      try {
        return secrets.resolve(reference.toString()).reveal();
      } catch (SecretUnavailable gone) {
        throw new IOException(gone.getMessage(), gone);
      }
    };
  }
}
