package io.portreeve.gateway.tls;

import io.portreeve.controls.serverspoofing.ServerIdentity;
import io.portreeve.gateway.config.ServerTlsSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.http.TlsClient;
import io.portreeve.gateway.keys.NamedSecretUnavailable;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What those whom we ask have to prove and what we show them, as the operator wrote it.
 *
 * @param unproved told of whoever proves to be somebody else, or nobody
 */
public record WrittenTls(SecretSource secrets, InstantSource clock, Unproved unproved) {
  private static final System.Logger LOG = System.getLogger("io.portreeve.tls.material");

  /** Told of connections that were not made, since nobody was proved. Never blocks. */
  @FunctionalInterface
  public interface Unproved {
    /**
     * Nothing was sent.
     *
     * @param whom who should have answered, such as {@code the decision point}
     * @param host where
     */
    void happened(String whom, String host, String why);
  }

  /**
   * That towards one of them, as it is written.
   *
   * @param whom it is, in words
   * @param where it is asked
   * @throws SecretUnavailable if a part is not there, or does not read
   */
  public TlsClient towards(String whom, URI where, ServerTlsSettings written) {
    return towards(whom, written, why -> unproved.happened(whom, where.getHost(), why));
  }

  /** Likewise, where {@code refused} alone is told why a connection was not made. */
  public TlsClient towards(String whom, ServerTlsSettings written, Consumer<String> refused) {
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
          clock, refused, what -> LOG.log(System.Logger.Level.WARNING, () -> whom + ": " + what));
    } catch (GeneralSecurityException | IOException unfit) {
      throw new NamedSecretUnavailable("the TLS of " + whom + ": " + unfit.getMessage());
    }
  }

  private Material material(Reference reference) {
    return Material.of(reference, secrets);
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
