package io.portreeve.gateway.redis;

import io.portreeve.gateway.outage.Causes;
import io.portreeve.gateway.outage.Trouble;
import io.portreeve.gateway.outage.Unreached;

/** What keeps a Redis from being used, in words that lead to the key to look at. */
final class RedisTrouble {
  private static final String ADDRESS = "state.redis.url";
  private static final String AUTHORITIES = "state.redis.ca";
  private static final String RIGHTS =
      "give its user the rights that docs/shared-state.md names, or correct `state.redis.user`";

  private final RedisAddress address;

  RedisTrouble(RedisAddress address) {
    this.address = address;
  }

  /** What the server, or the way to it, said. */
  Trouble of(Throwable failure) {
    String said =
        Causes.of(failure)
            .map(cause -> String.valueOf(cause.getMessage()))
            .filter(RedisTrouble::isOfTheServer)
            .findFirst()
            .orElse("");
    return said.isEmpty() ? unreached(failure) : refused(said);
  }

  private static boolean isOfTheServer(String said) {
    return said.matches("(?s)(WRONGPASS|NOAUTH|NOPERM|ERR|DENIED) .*");
  }

  private static Trouble refused(String said) {
    return switch (said.substring(0, said.indexOf(' '))) {
      case "WRONGPASS" ->
          new Trouble(
              "it does not take this user with this password",
              "correct `state.redis.user`, or what `state.redis.password` names");
      case "NOAUTH" ->
          new Trouble(
              "it wants a password, and was shown none",
              "say where it lies in `state.redis.password`");
      case "NOPERM" -> new Trouble("its user may not do what nodes do there: " + said, RIGHTS);
      case "DENIED" ->
          new Trouble(
              "it lets in nobody from another machine (its `protected-mode`)",
              "give it a user with a password, and say both in `state.redis`");
      default ->
          said.contains("without any password configured")
              ? new Trouble(
                  "it has no password for its default user, and was shown one",
                  "set one there, or name the user that has one in `state.redis.user`")
              : new Trouble("it refuses: " + said, "see the keys of `state.redis`");
    };
  }

  private Trouble unreached(Throwable failure) {
    if (Causes.of(failure).anyMatch(RedisTrouble::isOfAnother)) {
      return new Trouble(
          "what answers there is no Redis", "correct host and port in `" + ADDRESS + "`");
    }
    return Unreached.of(failure)
        .map(why ->
            switch (why) {
              case CLOSED, SILENT, TIMED_OUT -> withoutAnswer(why.trouble(ADDRESS, AUTHORITIES));
              case NO_HOST, REFUSED, NO_ROUTE, UNTRUSTED, EXPIRED, OTHER_NAME, NO_TLS ->
                  why.trouble(ADDRESS, AUTHORITIES);
            })
        .orElseGet(() ->
            new Trouble(
                "it cannot be asked: " + Causes.root(failure).getMessage(),
                "see the keys of `state.redis`"));
  }

  /** The words of the library for an answer that is none of the protocol. */
  private static boolean isOfAnother(Throwable cause) {
    return String.valueOf(cause.getMessage()).startsWith("Invalid first byte");
  }

  /** So it meets whoever speaks TLS where it does not, and the other way round. */
  private Trouble withoutAnswer(Trouble plain) {
    return new Trouble(
        plain.what(),
        plain.fix()
            + (address.encrypted()
                ? "; where it speaks no TLS at that port, name its `tls-port`"
                : "; where it speaks TLS at that port, write `rediss:`"));
  }
}
