package io.portreeve.gateway.outage;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why somebody cannot be reached, or not believed, as far as the causes of a failure tell.
 * Libraries each have their own words for it, and few of them help.
 */
public enum Unreached {
  /** Its name leads nowhere. */
  NO_HOST("there is no host of that name", "correct the host in `%1$s`"),
  /** Nothing listens at its port. */
  REFUSED(
      "nobody listens there (connection refused)", "start it, or correct host and port in `%1$s`"),
  /** No network leads there. */
  NO_ROUTE("no network of this machine leads there", "correct the host in `%1$s`, or the network"),
  /** Another authority signed its certificate. */
  UNTRUSTED(
      "its certificate was signed by nobody who is trusted for it",
      "name the file of the authority that signed it (PEM) in `%2$s`"),
  /** Its certificate is over. */
  EXPIRED("its certificate has run out", "renew the certificate there"),
  /** Its certificate is for another. */
  OTHER_NAME(
      "its certificate is for another name",
      "write a name that the certificate has into `%1$s`, or give it one for this name"),
  /** It answers, and not in TLS. */
  NO_TLS("it speaks no TLS (SSL) there", "turn TLS on there, or correct host and port in `%1$s`"),
  /** A connection to it was made, and no answer came. */
  SILENT(
      "it was reached, and did not answer in time",
      "see its own log; if it is only slow, give it longer (`timeout`, beside `%1$s`)"),
  /** No connection to it was made in time. */
  TIMED_OUT(
      "it did not answer in time",
      "see whether a firewall stands between, and correct host and port in `%1$s`"),
  /** It hung up. */
  CLOSED(
      "it closed the connection without an answer",
      "see its own log, whether that is its port, and whether it speaks TLS there: `%1$s`");

  private static final List<String> OF_ANOTHER_NAME =
      List.of("no name matching", "no subject alternative", "could not be verified by hostname");

  private final String words;
  private final String fix;

  Unreached(String words, String fix) {
    this.words = words;
    this.fix = fix;
  }

  /** What the causes of a failure tell; empty if they tell none of these. */
  public static Optional<Unreached> of(Throwable failure) {
    return Stream.of(values()).filter(one -> Causes.of(failure).anyMatch(one::isIn)).findFirst();
  }

  /** What happened, in our own words. */
  public String words() {
    return words;
  }

  /**
   * For the operator.
   *
   * @param address the key that says where it is
   * @param authorities the key that says who vouches for it
   */
  public Trouble trouble(String address, String authorities) {
    return new Trouble(words, fix.formatted(address, authorities));
  }

  private boolean isIn(Throwable cause) {
    String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return switch (this) {
      case NO_HOST -> cause instanceof UnknownHostException;
      case REFUSED -> cause instanceof ConnectException && said.contains("refused");
      case NO_ROUTE -> cause instanceof NoRouteToHostException || said.contains("unreachable");
      case UNTRUSTED ->
          cause instanceof CertPathBuilderException || said.contains("pkix path building failed");
      case EXPIRED -> cause instanceof CertificateExpiredException;
      case OTHER_NAME -> OF_ANOTHER_NAME.stream().anyMatch(said::contains);
      case NO_TLS ->
          said.contains("does not support ssl") || said.contains("not an ssl/tls record");
      case SILENT -> said.contains("waiting for an answer");
      case TIMED_OUT ->
          cause instanceof SocketTimeoutException
              || said.contains("timed out")
              || cause.getClass().getSimpleName().contains("Timeout");
      case CLOSED ->
          cause instanceof EOFException
              || said.contains("connection closed")
              || said.contains("connection reset");
    };
  }
}
