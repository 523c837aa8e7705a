package io.portreeve.gateway.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.portreeve.gateway.authority.OwnAuthority;
import io.portreeve.gateway.authority.PemPair;
import io.portreeve.gateway.authority.Subject;
import io.portreeve.gateway.config.form.Node;
import io.portreeve.gateway.config.form.Place;
import io.portreeve.gateway.http.TlsClient;
import io.portreeve.gateway.pem.Pem;
import io.portreeve.gateway.pem.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A certificate for this machine that is good for an hour, and who trusts it: nobody but the
 * exercise knows its authority.
 */
record PracticeTls(PemPair files, TlsClient client) {
  private static final Duration LIFE = Duration.ofHours(1);
  private static final String NAME = "127.0.0.1";

  /** A new one, whose files lie in {@code directory}. */
  static PracticeTls in(Path directory) throws IOException, GeneralSecurityException {
    InstantSource clock = InstantSource.system(); // as the platform, which judges it, has it
    OwnAuthority authority = OwnAuthority.create("exercise", LIFE, clock, new SecureRandom());
    Subject here = new Subject(NAME, List.of(), List.of(InetAddress.ofLiteral(NAME)), List.of());
    PemPair files = PemPair.named(directory.resolve("listener"));
    files.write(authority.issue(here, LIFE));
    byte[] trusted = Pem.text(authority.kept().chain()).getBytes(US_ASCII);
    return new PracticeTls(
        files, new TlsClient(Optional.empty(), Optional.of(Trust.manager(Trust.in(trusted)))));
  }

  /** A configuration whose listener speaks TLS with it. */
  Node.Mapping over(Node.Mapping file) {
    Node.Mapping tls =
        new Node.Mapping(Place.OUTSIDE, "tls", List.of())
            .with("certificate", text("certificate", files.certificate()))
            .with("key", text("key", files.key()));
    return file.with("tls", tls);
  }

  private static Node text(String name, Path file) {
    return new Node.Text(Place.OUTSIDE, Node.member("tls", name), "file:" + file);
  }
}
