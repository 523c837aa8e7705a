package io.portreeve.gateway.cli;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.config.Listen;
import io.portreeve.gateway.outage.Causes;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a gateway was to listen.
 *
 * @param by what says so
 * @param instead what to write to have it listen at another address
 */
record Listening(Listen address, String by, Function<String, String> instead) {
  private static final int LARGEST = 65_535;
  private static final int LEAST_FREE = 1024;
  private static final int USUAL = 8787;

  /** Because nothing else was said, and there is no file. */
  static Listening byDefault(Listen address) {
    return new Listening(address, "the default", Listening::option);
  }

  /** Because the command line says so. */
  static Listening byOption(Listen address) {
    return new Listening(address, "as --listen says", Listening::option);
  }

  /**
   * Because of a file.
   *
   * @param place where it says so; empty: it does not, and the default holds
   */
  static Listening byFile(Listen address, String file, Optional<String> place) {
    return place
        .map(at ->
            new Listening(
                address,
                "as " + at + " says",
                other -> "write another there, such as " + line(other)))
        .orElseGet(() ->
            new Listening(
                address,
                "the default, as " + file + " has no `listen`",
                other -> "write " + line(other) + " into " + file));
  }

  private static String option(String other) {
    return "call it with `--listen " + other + "`";
  }

  private static String line(String other) {
    return "`listen: \"" + other + "\"`";
  }

  /** That it cannot, and what to do. */
  CommandFailure failure(StartFault fault) {
    String said = String.valueOf(Causes.root(fault).getMessage()).toLowerCase(Locale.ROOT);
    if (said.contains("address already in use")) {
      int other = address.port() < LARGEST ? address.port() + 1 : address.port() - 1;
      return failure(
          "something listens at %s already, perhaps another Portreeve".formatted(address),
          "stop it, or ",
          at(other));
    }
    if (said.contains("permission denied")) {
      return failure(
          "this user may not listen at %s: ports below %d take rights"
              .formatted(address, LEAST_FREE),
          "",
          at(USUAL));
    }
    if (said.contains("cannot assign requested address")) {
      return failure(
          "%s is no address of this machine".formatted(address.address().getHostAddress()),
          "",
          "127.0.0.1:" + address.port());
    }
    return failure(
        "it cannot listen at %s: %s".formatted(address, Failures.oneLine(fault)), "", at(USUAL));
  }

  private CommandFailure failure(String what, String before, String other) {
    return new CommandFailure(
        ExitCode.UNAVAILABLE,
        "cannot start: " + what + " (" + by + ")",
        before + instead.apply(other));
  }

  private String at(int port) {
    return new Listen(address.address(), port).toString();
  }
}
