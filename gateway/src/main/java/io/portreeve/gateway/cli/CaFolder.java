package io.portreeve.gateway.cli;

import io.portreeve.gateway.authority.OwnAuthority;
import io.portreeve.gateway.authority.PemPair;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;

/** The directory that an authority lies in. */
record CaFolder(Terminal terminal, Path path) {
  private static final String NAME = "ca";

  /** Makes a new authority there, which must have none yet. */
  PemPair create(String name, Duration life) {
    try {
      PemPair files = PemPair.named(DataDirectory.open(path).path().resolve(NAME));
      if (files.exists()) {
        throw new CommandFailure(
            ExitCode.FINDING,
            "there is an authority in " + path,
            "choose another directory: whoever trusts that one would have to be told of a new one");
      }
      files.write(OwnAuthority.create(name, life, terminal.clock(), new SecureRandom()).kept());
      return files;
    } catch (IOException | GeneralSecurityException | StoreUnavailable fault) {
      throw unavailable("the authority cannot be made: ", fault);
    }
  }

  /** The authority that lies there. */
  OwnAuthority open() {
    try {
      return OwnAuthority.of(
          PemPair.named(path.resolve(NAME)).read(), terminal.clock(), new SecureRandom());
    } catch (IOException | GeneralSecurityException | SecretUnavailable fault) {
      throw unavailable("there is no authority to be had in " + path + ": ", fault);
    }
  }

  private static CommandFailure unavailable(String what, Exception fault) {
    return new CommandFailure(
        ExitCode.UNAVAILABLE,
        what + Failures.oneLine(fault),
        "name the directory that `portreeve ca init` made");
  }

  /** A time between these, from what was written for an option. */
  static Duration life(String option, String written, Duration least, Duration most) {
    return Measures.parse(written)
        .filter(life -> life.compareTo(least) >= 0 && life.compareTo(most) <= 0)
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.USAGE,
                "%s is no time from %s to %s"
                    .formatted(option, Measures.print(least), Measures.print(most)),
                "write it as in 1h"));
  }
}
