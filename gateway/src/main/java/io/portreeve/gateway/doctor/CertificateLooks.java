package io.portreeve.gateway.doctor;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.pem.Pem;
import io.portreeve.gateway.tls.Material;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How long the certificates are good that the configuration names. */
public record CertificateLooks(SecretSource secrets, Instant now) {
  /** What servers are shown is to be short-lived: as long as a week, as `portreeve ca` allows. */
  private static final Duration LONG = Duration.ofDays(7);

  private static final Duration SOON = Duration.ofDays(7);

  private record Named(String subject, List<String> path, Reference place, boolean shown) {}

  /** One that cannot be read is told by `check`. */
  public Stream<Complaint> of(Configuration right) {
    return named(right).flatMap(one -> first(one.place()).stream().flatMap(it -> look(one, it)));
  }

  private static Stream<Named> named(Configuration right) {
    Stream<Named> listener =
        right.tls().stream()
            .map(tls ->
                new Named(
                    "of the listener", List.of("tls", "certificate"), tls.certificate(), false));
    Stream<Named> servers =
        right.servers().entrySet().stream()
            .flatMap(server ->
                server.getValue().tls().flatMap(tls -> tls.certificate()).stream()
                    .map(place ->
                        new Named(
                            "for " + server.getKey(),
                            List.of("servers", server.getKey(), "tls", "certificate"),
                            place,
                            true)));
    return Stream.concat(listener, servers);
  }

  private Optional<X509Certificate> first(Reference place) {
    try {
      return Optional.of(Pem.certificates(Material.of(place, secrets).read()).getFirst());
    } catch (IOException | GeneralSecurityException | SecretUnavailable unreadable) {
      return Optional.empty();
    }
  }

  private Stream<Complaint> look(Named one, X509Certificate certificate) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    Duration life = Duration.between(from, until);
    if (now.isBefore(from) || now.isAfter(until)) {
      return Stream.of(
          found(Lack.CERTIFICATE_EXPIRED, one, "It is good from " + from + " to " + until + "."));
    }
    Duration left = Duration.between(now, until);
    boolean ends = left.compareTo(SOON) < 0 && left.multipliedBy(3).compareTo(life) < 0;
    boolean tooLong = one.shown() && life.toDays() > LONG.toDays();
    return Stream.concat(
        Stream.of(found(Lack.CERTIFICATE_ENDS, one, "It ends at " + until + ": renew it."))
            .filter(_ -> ends),
        Stream.of(
                found(
                    Lack.CERTIFICATE_LONG,
                    one,
                    "It lives " + life.toDays() + " days: `portreeve ca issue --for 1h --renew`."))
            .filter(_ -> tooLong));
  }

  private static Complaint found(Lack lack, Named one, String words) {
    return Found.of(lack, one.subject(), one.path(), words);
  }
}
