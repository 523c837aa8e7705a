package io.portreeve.lab.attacks;

import io.portreeve.controls.serverspoofing.ServerIdentity;
import io.portreeve.gateway.authority.OwnAuthority;
import io.portreeve.gateway.authority.Subject;
import io.portreeve.gateway.http.TlsServer;
import io.portreeve.gateway.pem.Pem;
import io.portreeve.gateway.tls.ListenerTls;
import io.portreeve.gateway.tls.ServerTls;
import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Another workload of the same company, with a genuine certificate of the same authority and the
 * same host, that answers in the place of the server that is meant.
 */
public final class PosingWorkload implements Attack {
  private static final String MEANT = "spiffe://lab.example/customers";
  private static final String POSING = "spiffe://lab.example/printer";

  private static final String AUTHORITY = "lab-ca.pem";

  private final String expected;
  private final OwnAuthority authority;
  private final OwnAuthority.Issued posing;

  /** The gateway expects who is meant. */
  public PosingWorkload() {
    this(", spiffe-id: " + MEANT);
  }

  private PosingWorkload(String expected) {
    this.expected = expected;
    try {
      authority =
          OwnAuthority.create(
              "Lab CA", Duration.ofDays(1), InstantSource.system(), new SecureRandom());
      posing =
          authority.issue(
              new Subject(
                  "printer",
                  List.of(),
                  List.of(InetAddress.getLoopbackAddress()),
                  List.of(URI.create(POSING))),
              Duration.ofHours(1));
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("the platform lacks what TLS needs", absent);
    }
  }

  /** The gateway expects no more than the authority and the host. */
  public static PosingWorkload believed() {
    return new PosingWorkload("");
  }

  @Override
  public Mitigation mitigation() {
    return Mitigation.SERVER_IDENTITY;
  }

  @Override
  public String story() {
    return "another workload with a genuine certificate of the same authority answers for the"
        + " server";
  }

  @Override
  public LabServer server() {
    return Definitions.customerRecord();
  }

  /** What it shows; whoever asks for no more than the authority and the host believes it. */
  @Override
  public Optional<TlsServer> tls() throws LabFault {
    try {
      byte[] chain = bytes(Pem.text(posing.chain()));
      byte[] key = bytes(Pem.text(posing.key()));
      ServerTls.Own own = new ServerTls.Own(() -> chain, () -> key);
      return Optional.of(ListenerTls.of(own, InstantSource.system(), _ -> {}));
    } catch (GeneralSecurityException | IOException unfit) {
      throw new LabFault("its certificate cannot be shown", unfit);
    }
  }

  @Override
  public Optional<X509ExtendedTrustManager> trusted() throws LabFault {
    try {
      return new ServerTls(
              Optional.of(this::authorities),
              new ServerIdentity(Optional.empty(), Set.of()),
              Optional.empty())
          .client(InstantSource.system(), _ -> {}, _ -> {})
          .trust();
    } catch (GeneralSecurityException | IOException unfit) {
      throw new LabFault("its authority cannot be trusted", unfit);
    }
  }

  @Override
  public Map<String, String> files() {
    return Map.of(AUTHORITY, new String(authorities(), StandardCharsets.US_ASCII));
  }

  private byte[] authorities() {
    try {
      return bytes(Pem.text(authority.kept().chain()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("a certificate that was just made", impossible);
    }
  }

  @Override
  public String reach(URI address, LabServer server) {
    return "url: %s\n    tls: {ca: \"file:%s\"%s}".formatted(address, AUTHORITY, expected);
  }

  @Override
  public String policy() {
    return EVERY_TOOL;
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) throws LabFault {
    return Definitions.readingCustomer(client, LabClient.Role.STAFF, server);
  }

  private static byte[] bytes(String pem) {
    return pem.getBytes(StandardCharsets.US_ASCII);
  }
}
