package io.portreeve.gateway.tls;

import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.keys.SecretSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** A certificate or key, PEM, that may be renewed at any time. */
@FunctionalInterface
public interface Material {
  /** As it is now. */
  byte[] read() throws IOException;

  /** Certificates are public, so their files need not be private as those of keys must. */
  static Material of(Reference reference, SecretSource secrets) {
    return switch (reference) {
      case Reference.InFile file -> () -> Files.readAllBytes(file.path());
      case Reference.InEnvironment _ -> () -> secrets.resolve(reference.toString()).reveal();
      case Reference.Plain plain -> () -> plain.text().getBytes(StandardCharsets.US_ASCII);
    };
  }
}
