package io.portreeve.lab.scene;

import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.TlsServer;
import io.portreeve.guard.Mitigation;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.X509ExtendedTrustManager;

/** One attack on one mitigation. */
public interface Attack {
  /** The file of a secret that the configuration of the guarded run may refer to. */
  String SECRET = "lab.secret";

  /** Rules that allow every tool to everybody: for attacks that rules have nothing to do with. */
  String EVERY_TOOL = "allow:\n  - {name: all, tools: [\"*\"]}";

  Mitigation mitigation();

  /** What happens, in one sentence. */
  String story();

  /** A fresh server for one attempt, which the lab closes. */
  LabServer server() throws LabFault;

  /** The rules of the guarded run, as the {@code policy} of a configuration. */
  String policy();

  /** The same, where they depend on where the server is. */
  default String policy(URI server) {
    return policy();
  }

  /** What else the gateway of the guarded run is told, which stands in front of {@code server}. */
  default String configuration(URI server) {
    return "";
  }

  /** The same, where it depends on the server itself. */
  default String configuration(URI address, LabServer server) {
    return configuration(address);
  }

  /** How the gateway of the guarded run reaches the server, which listens at an address. */
  default String reach(URI address, LabServer server) {
    return "url: " + address;
  }

  /** What the server shows of itself over TLS; empty: it speaks without. */
  default Optional<TlsServer> tls() throws LabFault {
    return Optional.empty();
  }

  /** Whom a client without the guard trusts; empty: the platform's authorities. */
  default Optional<X509ExtendedTrustManager> trusted() throws LabFault {
    return Optional.empty();
  }

  /** Files that lie beside the configuration of the guarded run, by name. */
  default Map<String, String> files() {
    return Map.of();
  }

  /** What names lead to, for the gateway of the guarded run. */
  default AddressResolver names() {
    return AddressResolver.system();
  }

  /** What else it is told of that server itself: lines of its entry in the configuration. */
  default String serverSettings(LabServer server) {
    return "";
  }

  /** Attacks, and tells whether it worked. The server is the one that {@link #server} made. */
  Attempt attempt(LabClient client, LabServer server) throws LabFault;

  /**
   * What came of an attempt.
   *
   * @param trials each way in that was tried; not empty
   * @param reasons why an application stopped it itself, each in a word
   */
  record Attempt(List<Trial> trials, List<String> reasons) {
    public Attempt {
      trials = List.copyOf(trials);
      reasons = List.copyOf(reasons);
    }

    /** An attempt on a server. */
    public Attempt(List<Trial> trials) {
      this(trials, List.of());
    }

    /** An attempt in one way. */
    public Attempt(boolean succeeded, String evidence) {
      this(List.of(new Trial("", succeeded, evidence)));
    }

    /** Whether every way was open: only then an attack is one without the guard. */
    public boolean everyWayWorked() {
      return trials.stream().allMatch(Trial::worked);
    }

    /** Whether any way was open: then nothing is blocked. */
    public boolean anyWayWorked() {
      return trials.stream().anyMatch(Trial::worked);
    }

    /** What was answered to a way that was open, or else to the last. */
    public String evidence() {
      return trials.stream().filter(Trial::worked).findFirst().orElse(trials.getLast()).evidence();
    }
  }

  /**
   * One way in.
   *
   * @param name what tells it from the others
   */
  record Trial(String name, boolean worked, String evidence) {}
}
