package io.portreeve.gateway.cli;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.config.Listen;
import io.portreeve.gateway.outage.Unbound;
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
    Unbound why = Unbound.of(fault, address.socketAddress());
    return new CommandFailure(
        ExitCode.UNAVAILABLE,
        "cannot start: " + why.words(address.toString(), fault) + " (" + by + ")",
        switch (why) {
          case TAKEN -> "stop it, or " + instead.apply(at(neighbour()));
          case RIGHTS -> instead.apply(at(USUAL));
          case ELSEWHERE -> instead.apply("127.0.0.1:" + address.port());
          case UNKNOWN -> "put that right, or " + instead.apply("ADDRESS:PORT");
        });
  }

  private int neighbour() {
    return address.port() < LARGEST ? address.port() + 1 : address.port() - 1;
  }

  private String at(int port) {
    return new Listen(address.address(), port).toString();
  }
}
