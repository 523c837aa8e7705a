package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.http.TestAuthority;
import io.portreeve.gateway.rig.PemFolder;
import io.portreeve.gateway.rig.Recorded;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.gateway.rig.TlsPort;
import io.portreeve.gateway.tls.PemFiles;
import io.portreeve.testkit.server.ScriptedServer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever sits where a server was, over real TLS; and a server that wants to know who we are. */
class ServerTlsBypassTest {
  private static final String FILES = "spiffe://corp.example/files";
  private static final String PRINTER = "spiffe://corp.example/printer";

  @TempDir private Path folder;
  private final TestAuthority corp = new TestAuthority("corp");
  private final TestAuthority rogue = new TestAuthority("corp");
  private final Instant hour = Instant.now().plus(Duration.ofHours(1));
  private PemFolder files;

  ServerTlsBypassTest() throws Exception {}

  @BeforeEach
  void files() {
    files = new PemFolder(folder);
  }

  private String ca(TestAuthority authority) throws Exception {
    return "ca: '" + files.authority(authority == corp ? "corp.pem" : "rogue.pem", authority) + "'";
  }

  private TestAuthority.Keys workload(String id) throws Exception {
    GeneralName uri = new GeneralName(GeneralName.uniformResourceIdentifier, id);
    GeneralName address = new GeneralName(GeneralName.iPAddress, "127.0.0.1");
    return corp.issue(id, hour, new GeneralNames(new GeneralName[] {uri, address}));
  }

  private static String pin(TestAuthority.Keys keys) throws Exception {
    byte[] key = keys.chain()[0].getPublicKey().getEncoded();
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
  }

  private static RunningGateway believing(ScriptedServer server, String tls) throws StartFault {
    return RunningGateway.inFrontOf(
        "url: '" + server.url("/mcp") + "', era: modern, tls: {" + tls + "}", RunningGateway.ALL);
  }

  private void assertGoes(TestAuthority.Keys shown, String tls) throws Exception {
    TlsPort port = new TlsPort(new TestAuthority.Swappable(shown), corp);
    try (ScriptedServer server = ScriptedServer.start(port.open(), Shop.script());
        RunningGateway gateway = believing(server, tls)) {
      assertThat(gateway.client("ann").call("look", "{}").body()).contains("done look");
      assertThat(gateway.recorded().refusals()).isEmpty();
    }
  }

  /** Callers have connections of their own, so each of them makes a handshake. */
  private void assertTakesNoPlace(
      TestAuthority.Keys impostor, TestAuthority.Keys meant, String tls, String why)
      throws Exception {
    TestAuthority.Swappable shown = new TestAuthority.Swappable(meant);
    try (ScriptedServer server =
            ScriptedServer.start(new TlsPort(shown, corp).open(), Shop.script());
        RunningGateway gateway = believing(server, tls)) {
      assertThat(gateway.client("ann").call("look", "{}").body()).contains("done look");
      var _ = server.http().rest();

      shown.keys().set(impostor);

      assertThat(gateway.client("bob").call("look", "{}").body()).doesNotContain("done look");
      assertThat(server.http().rest()).isEmpty();
      Recorded recorded = gateway.recorded();
      assertThat(recorded.refusals()).containsOnly("server-unproved");
      assertThat(recorded.text()).contains(why);
    }
  }

  @Test
  void serverOfAnotherAuthority_worksWhereThatIsBelieved_andGetsNothingElsewhere()
      throws Exception {
    TestAuthority.Keys posing = rogue.issue("server");
    assertGoes(posing, ca(rogue));

    assertTakesNoPlace(posing, corp.issue("server"), ca(corp), "signature check failed");
  }

  @Test
  void anotherWorkloadOfTheSameAuthority_worksByItsHost_andGetsNothingWhereAnIdIsExpected()
      throws Exception {
    TestAuthority.Keys printer = workload(PRINTER);
    assertGoes(printer, ca(corp));

    assertTakesNoPlace(
        printer,
        workload(FILES),
        ca(corp) + ", spiffe-id: '" + FILES + "'",
        "its certificate is not that of " + FILES);
  }

  @Test
  void serverOfAnotherName_worksByItsId_andGetsNothingWhereItsHostIsExpected() throws Exception {
    TestAuthority.Keys elsewhere =
        corp.issue(
            "server",
            hour,
            new GeneralNames(
                new GeneralName[] {
                  new GeneralName(GeneralName.uniformResourceIdentifier, FILES),
                  new GeneralName(GeneralName.dNSName, "other.example")
                }));
    assertGoes(elsewhere, ca(corp) + ", spiffe-id: '" + FILES + "'");

    assertTakesNoPlace(elsewhere, corp.issue("server"), ca(corp), "127.0.0.1");
  }

  @Test
  void anotherKeyOfTheSameName_worksByItsAuthority_andGetsNothingWhereAKeyIsPinned()
      throws Exception {
    TestAuthority.Keys meant = corp.issue("server");
    TestAuthority.Keys other = corp.issue("server");
    assertGoes(other, ca(corp));

    assertTakesNoPlace(
        other,
        meant,
        ca(corp) + ", pins: ['sha256/" + pin(meant) + "']",
        "its key is none that is pinned");
  }

  @Test
  void certificateThatExpired_getsNothing_thoughItWasGoodBefore() throws Exception {
    TestAuthority.Keys expired = corp.issue("server", Instant.now().minus(Duration.ofMinutes(1)));

    assertTakesNoPlace(expired, corp.issue("server"), ca(corp), "NotAfter");
  }

  @Test
  void serverThatWantsOurCertificate_getsNoRequestWithoutIt_andKnowsUsByIt() throws Exception {
    TlsPort port = new TlsPort(new TestAuthority.Swappable(corp.issue("server")), corp);
    try (ScriptedServer server = ScriptedServer.start(port.demanding(), Shop.script())) {
      try (RunningGateway nobody = believing(server, ca(corp))) {
        assertThat(nobody.client("ann").call("look", "{}").body()).doesNotContain("done look");
        assertThat(server.http().rest()).isEmpty();
      }
      try (RunningGateway gateway = believing(server, ca(corp) + own(corp.issue("gateway")))) {
        assertThat(gateway.client("ann").call("look", "{}").body()).contains("done look");
        assertThat(port.shown()).isNotEmpty().containsOnly("CN=gateway");
      }
    }
  }

  @Test
  void pairThatIsHalfRenewed_refusesNothing_dropsNoCall_andIsShownOnceItIsWhole() throws Exception {
    TlsPort port = new TlsPort(new TestAuthority.Swappable(corp.issue("server")), corp);
    try (ScriptedServer server = ScriptedServer.start(port.demanding(), Shop.script());
        RunningGateway gateway = believing(server, ca(corp) + own(corp.issue("gateway")))) {
      assertKnownAs("CN=gateway", gateway, "ann", port);
      TestAuthority.Keys next = corp.issue("renewed");
      byte[] whole = PemFiles.chain(next);

      files.chain(Arrays.copyOf(whole, whole.length / 3));
      assertKnownAs("CN=gateway", gateway, "bob", port);
      files.chain(whole);
      assertKnownAs("CN=gateway", gateway, "cat", port);
      files.key(next);
      assertKnownAs("CN=renewed", gateway, "dan", port);

      assertThat(gateway.client("ann").call("look", "{}").body()).contains("done look");
      assertThat(gateway.recorded().refusals()).isEmpty();
    }
  }

  private static void assertKnownAs(
      String name, RunningGateway gateway, String caller, TlsPort port) throws Exception {
    var _ = port.shown();
    assertThat(gateway.client(caller).call("look", "{}").body()).contains("done look");
    assertThat(port.shown()).as("what %s makes us show", caller).isNotEmpty().containsOnly(name);
  }

  private String own(TestAuthority.Keys keys) throws Exception {
    return ", certificate: '" + files.chain(keys) + "', key: '" + files.key(keys) + "'";
  }
}
