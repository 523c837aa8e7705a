package io.portreeve.gateway.authority;

import io.portreeve.gateway.authority.OwnAuthority.Issued;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.pem.Pem;
import io.portreeve.gateway.store.PrivateMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;

/**
 * A certificate and its key in two files beside each other, {@code NAME.pem} and {@code NAME.key}.
 * The key is its owner's alone.
 *
 * <p>Each file is replaced as a whole, the key first. Whoever reads the two between that finds that
 * they do not fit, and keeps what he had.
 */
public record PemPair(Path certificate, Path key) {
  /** Those of this name: a path without an ending. */
  public static PemPair named(Path name) {
    Path file = name.toAbsolutePath();
    return new PemPair(
        file.resolveSibling(file.getFileName() + ".pem"),
        file.resolveSibling(file.getFileName() + ".key"));
  }

  /** Whether one of the files is there. */
  public boolean exists() {
    return Files.exists(certificate) || Files.exists(key);
  }

  /**
   * What they hold.
   *
   * @throws io.portreeve.gateway.keys.SecretUnavailable if others may read the key
   */
  public Issued read() throws IOException, GeneralSecurityException {
    byte[] chain = Files.readAllBytes(certificate);
    Secret secret = SecretSource.ofProcess().resolve("file:" + key);
    return new Issued(Pem.certificates(chain), Pem.key(secret.reveal()));
  }

  /** Replaces what they hold. */
  public void write(Issued issued) throws IOException, GeneralSecurityException {
    Path folder = key.resolveSibling(".");
    Path newKey = key.resolveSibling(key.getFileName() + ".new");
    Files.deleteIfExists(newKey);
    Files.createFile(newKey, PrivateMode.ofFilesIn(folder));
    replace(newKey, Pem.text(issued.key()), key);
    Path newChain = certificate.resolveSibling(certificate.getFileName() + ".new");
    replace(newChain, Pem.text(issued.chain()), certificate);
  }

  private static void replace(Path fresh, String text, Path old) throws IOException {
    Files.writeString(fresh, text, StandardCharsets.US_ASCII);
    var _ = Files.move(fresh, old, StandardCopyOption.ATOMIC_MOVE);
  }
}
