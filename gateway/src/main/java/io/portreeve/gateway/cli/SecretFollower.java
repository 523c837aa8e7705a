package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks whether what a configuration refers to can be had by this user, in the way in which a start
 * will have it.
 */
record SecretFollower(SecretSource secrets) implements Surroundings.Follower {
  @Override
  public Optional<String> fault(Reference reference, boolean secret) {
    return switch (reference) {
      case Reference.Plain _ -> Optional.empty();
      case Reference.InFile(Path path) when !secret ->
          Files.isReadable(path)
              ? Optional.empty()
              : Optional.of("the file " + path + " is missing or cannot be read");
      case Reference.InFile _, Reference.InEnvironment _ -> resolved(reference);
    };
  }

  private Optional<String> resolved(Reference reference) {
    try {
      var _ = secrets.resolve(reference.toString());
      return Optional.empty();
    } catch (SecretUnavailable unavailable) {
      return Optional.of(String.valueOf(unavailable.getMessage()));
    }
  }
}
