package io.portreeve.gateway.rig;

import io.portreeve.gateway.http.TestAuthority;
import io.portreeve.gateway.tls.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateEncodingException;

/** Certificates and keys in files, as whoever renews them leaves them. */
public final class PemFolder {
  private final Path folder;

  public PemFolder(Path folder) {
    this.folder = folder;
  }

  /** The authority that is believed; what to write as {@code ca}. */
  public String authority(String file, TestAuthority one)
      throws CertificateEncodingException, IOException {
    return "file:" + Files.write(folder.resolve(file), PemFiles.certificates(one.certificate()));
  }

  /** Puts our chain there; what to write as {@code certificate}. */
  public String chain(TestAuthority.Keys keys) throws CertificateEncodingException, IOException {
    return chain(PemFiles.chain(keys));
  }

  /** Likewise with whatever a file may hold while it is written. */
  public String chain(byte[] content) throws IOException {
    return "file:" + Files.write(folder.resolve("own.pem"), content);
  }

  /** Puts our key there; what to write as {@code key}. */
  public String key(TestAuthority.Keys keys) throws IOException {
    Path file = Files.write(folder.resolve("own.key"), PemFiles.key(keys.key()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return "file:" + file;
  }
}
