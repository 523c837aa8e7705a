package io.portreeve.gateway.cli;

import io.portreeve.gateway.keys.Secret;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/** Reads a secret: typed unseen, where somebody types; else what standard input holds. */
final class SecretInput {
  private static final int LONGEST = 64 * 1024;

  private SecretInput() {}

  static Secret of(Terminal terminal) {
    Optional<Console> typing =
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .filter(_ -> terminal.in().equals(System.in));
    Secret secret = typing.map(SecretInput::typed).orElseGet(() -> piped(terminal));
    if (secret.length() == 0 || secret.length() > LONGEST) {
      throw new CommandFailure(
          ExitCode.USAGE, "no secret was given", "type one, or give it on standard input");
    }
    return secret;
  }

  private static Secret typed(Console console) {
    char[] text = console.readPassword("the secret (not shown): ");
    return Secret.ofText(text == null ? "" : new String(text));
  }

  /** Without the line end that closes it. */
  private static Secret piped(Terminal terminal) {
    try {
      byte[] all = terminal.in().readNBytes(LONGEST + 2);
      int end = all.length;
      if (end > 0 && all[end - 1] == '\n') {
        end--;
      }
      if (end > 0 && all[end - 1] == '\r') {
        end--;
      }
      return Secret.of(Arrays.copyOf(all, end));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
