package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.config.form.Parsed;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.config.form.Scalar;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The PostgreSQL that keeps what must last, for all nodes.
 *
 * @param url {@code jdbc:postgresql://HOST[:PORT][,HOST[:PORT]…]/DATABASE}, and nothing behind it
 * @param ca where the authorities lie that sign its certificate, PEM; empty: the platform's
 * @param pool how many connections one node has at most
 * @param timeout how long each step may take: a connection, a statement, a lock
 * @param insecurePlaintext whether it is spoken to without TLS on another machine
 */
public record PostgresSettings(
    String url,
    String user,
    Reference password,
    Optional<Reference> ca,
    int pool,
    Duration timeout,
    boolean insecurePlaintext) {
  private static final String SCHEME = "jdbc:postgresql://";
  private static final String HOST =
      "([A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]{2,45}\\])(:[0-9]{1,5})?";
  private static final Pattern PORT = Pattern.compile(":([0-9]{1,5})(?=[,/])");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  static final Key<PostgresSettings, String> URL =
      Key.required(
          "url",
          jdbcUrl(),
          PostgresSettings::url,
          Strength.unordered(),
          "Where it is: host and database; of several hosts, with commas between them, the one is"
              + " used that takes writes.");
  static final Key<PostgresSettings, String> USER =
      Key.required(
          "user",
          Forms.matching("[^\\u0000-\\u001f\\u007f]{1,63}", "the name of a user of the database"),
          PostgresSettings::user,
          Strength.unordered(),
          "As whom we come; the tables are his.");
  static final Key<PostgresSettings, Reference> PASSWORD =
      Key.required(
          "password",
          Forms.renewedSecret(),
          PostgresSettings::password,
          Strength.neutral(),
          "Where his password lies; read anew for each connection.");
  static final Key<PostgresSettings, Optional<Reference>> CA =
      Key.optional(
          "ca",
          Forms.renewedMaterial(),
          PostgresSettings::ca,
          Strength.absentIsWeaker("now believes every authority of the platform"),
          "Where the authorities lie that sign its certificate: PEM; absent, the platform's. Its name"
              + " has to be the host's.");
  static final Key<PostgresSettings, Integer> POOL =
      Key.of(
          "pool",
          Forms.integer(2, 100),
          8,
          PostgresSettings::pool,
          Strength.neutral(),
          "How many connections one node has to it at most.");
  static final Key<PostgresSettings, Duration> TIMEOUT =
      Key.of(
          "timeout",
          Measures.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
          Duration.ofSeconds(2),
          PostgresSettings::timeout,
          Strength.neutral(),
          "How long it may take each time: for a connection, an answer, a lock. What takes longer is"
              + " refused.");
  static final Key<PostgresSettings, Boolean> INSECURE_PLAINTEXT =
      Key.of(
          "insecure-plaintext",
          Forms.truth(),
          false,
          PostgresSettings::insecurePlaintext,
          Strength.onIsWeaker("now lets others read and change what is kept, on its way"),
          "Speaks to a database on another machine without TLS.");

  static final Section<PostgresSettings> SECTION =
      Section.of(
              "the PostgreSQL that nodes share",
              PostgresSettings::of,
              URL,
              USER,
              PASSWORD,
              CA,
              POOL,
              TIMEOUT,
              INSECURE_PLAINTEXT)
          .check(PostgresSettings::effective, URL, CA, INSECURE_PLAINTEXT);

  private static Scalar<String> jdbcUrl() {
    String pattern = SCHEME + HOST + "(," + HOST + "){0,7}/[A-Za-z0-9_.-]{1,63}";
    return Scalar.of(
        "an address such as `jdbc:postgresql://db.example.com/portreeve`",
        "^(?:" + pattern + ")$",
        text -> parse(text, pattern),
        text -> text);
  }

  private static Parsed<String> parse(String text, String pattern) {
    if (!text.matches(pattern)) {
      // What else was written there may be a password.
      return Parsed.wrong(
          "is not an address of a database (not shown)",
          "write one such as `jdbc:postgresql://db.example.com/portreeve`, without a user,"
              + " a password or parameters");
    }
    boolean ports =
        PORT.matcher(text)
            .results()
            .mapToInt(port -> Integer.parseInt(port.group(1)))
            .allMatch(Scalars::isPort);
    return ports ? Parsed.right(text) : Scalars.wrongPort();
  }

  private static PostgresSettings of(Values values) {
    return new PostgresSettings(
        values.get(URL),
        values.get(USER),
        values.get(PASSWORD),
        values.get(CA),
        values.get(POOL),
        values.get(TIMEOUT),
        values.get(INSECURE_PLAINTEXT));
  }

  private static void effective(Values values, Spot spot) {
    boolean loopback = isLoopback(values.get(URL));
    boolean plaintext = values.get(INSECURE_PLAINTEXT);
    if (plaintext && loopback) {
      spot.at(INSECURE_PLAINTEXT).problem("has no effect here", "remove it");
    }
    if (values.get(CA).isPresent() && plaintext && !loopback) {
      spot.at(CA).problem("has no effect without TLS", "remove `insecure-plaintext`");
    }
  }

  /** Hosts and database, as the address has them. */
  public String address() {
    return url.substring(SCHEME.length());
  }

  /**
   * Whether its server has to prove who it is: everywhere, and here too where {@code ca} is said.
   */
  public boolean encrypted() {
    return !insecurePlaintext && (ca.isPresent() || !isLoopback(url));
  }

  private static boolean isLoopback(String url) {
    String hosts = url.substring(SCHEME.length(), url.lastIndexOf('/'));
    return Stream.of(hosts.split(",", -1))
        .allMatch(host -> LOOPBACK.contains(host.replaceFirst(":[0-9]{1,5}$", "")));
  }
}
