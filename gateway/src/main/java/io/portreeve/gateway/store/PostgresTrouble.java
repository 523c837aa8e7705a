package io.portreeve.gateway.store;

import io.portreeve.gateway.outage.Trouble;
import io.portreeve.gateway.outage.Unreached;
import java.sql.SQLException;

/** What keeps a database from being used, in words that lead to the key to look at. */
final class PostgresTrouble {
  private static final String ADDRESS = "state.postgres.url";
  private static final String AUTHORITIES = "state.postgres.ca";

  private final PostgresOptions options;

  PostgresTrouble(PostgresOptions options) {
    this.options = options;
  }

  /** What the server, or the way to it, said. */
  Trouble of(SQLException failure) {
    String said = String.valueOf(failure.getMessage());
    return switch (String.valueOf(failure.getSQLState())) {
      case "28P01" ->
          new Trouble(
              "it does not take the password: " + said,
              "correct what `state.postgres.password` names, or `state.postgres.user`");
      case "08P01" ->
          new Trouble(
              "what answers there is no PostgreSQL", "correct host and port in `" + ADDRESS + "`");
      case "28000" -> notLetIn(said);
      case "3D000" ->
          new Trouble(
              said,
              "make it there (CREATE DATABASE %s OWNER %s), or correct the end of `%s`"
                  .formatted(database(), options.user(), ADDRESS));
      case "53300" ->
          new Trouble(
              said, "raise `max_connections` there, or lower `state.postgres.pool` of the nodes");
      case "42501" ->
          new Trouble(
              said,
              "make him the owner of the database (ALTER DATABASE %s OWNER TO %s)"
                  .formatted(database(), options.user()));
      default -> unreached(failure, said);
    };
  }

  private Trouble notLetIn(String said) {
    return said.contains("no encryption")
        ? new Trouble(
            "it lets in nobody without TLS: " + said,
            "name the authorities of its certificate in `" + AUTHORITIES + "`: then TLS is spoken")
        : new Trouble(
            said, "see `pg_hba.conf` there, and correct `state.postgres.user`, or add the role");
  }

  private Trouble unreached(SQLException failure, String said) {
    if (said.contains("targetServerType")) {
      return new Trouble(
          "none of its hosts can be reached and takes writes",
          "name the one that does in `" + ADDRESS + "`, and see that it runs");
    }
    return Unreached.of(failure)
        .map(why -> why == Unreached.NO_TLS ? withoutTls() : why.trouble(ADDRESS, AUTHORITIES))
        .orElseGet(() -> new Trouble(said, "see the keys of `state.postgres`"));
  }

  private static Trouble withoutTls() {
    return new Trouble(
        "it speaks no TLS (SSL), which is asked of it",
        "turn it on there (`ssl = on`, with a certificate for this name), or accept clear text with"
            + " `state.postgres.insecure-plaintext: true` where it is on another machine, and without"
            + " `"
            + AUTHORITIES
            + "` where it is on this one");
  }

  private String database() {
    return options.address().substring(options.address().lastIndexOf('/') + 1);
  }
}
