package io.portreeve.gateway.rig;

import io.portreeve.gateway.http.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Where servers of the platform's own TLS listen, and whose certificates they were shown. */
public final class TlsPort {
  private final TestAuthority.Swappable keys;
  private final TestAuthority clients;
  private final List<String> shown = new CopyOnWriteArrayList<>();

  /**
   * One that shows these keys.
   *
   * @param clients signs what whoever comes has to show, where that is asked for
   */
  public TlsPort(TestAuthority.Swappable keys, TestAuthority clients) {
    this.keys = keys;
    this.clients = clients;
  }

  /** A socket for whoever comes. */
  public ServerSocket open() throws GeneralSecurityException, IOException {
    return listen();
  }

  /** A socket for whoever shows a certificate. */
  public ServerSocket demanding() throws GeneralSecurityException, IOException {
    SSLServerSocket listener = listen();
    listener.setNeedClientAuth(true);
    return listener;
  }

  private SSLServerSocket listen() throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        new KeyManager[] {keys}, new TrustManager[] {new Noting(clients.trust(), shown)}, null);
    return (SSLServerSocket)
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** The subjects of the certificates that were shown since this was asked last. */
  public List<String> shown() {
    List<String> since = List.copyOf(shown);
    shown.removeAll(since);
    return since;
  }

  private static final class Noting extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager trust;
    private final List<String> shown;

    Noting(X509ExtendedTrustManager trust, List<String> shown) {
      this.trust = trust;
      this.shown = shown;
    }

    private void note(X509Certificate[] chain) {
      shown.add(chain[0].getSubjectX500Principal().getName());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      note(chain);
      trust.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      note(chain);
      trust.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      note(chain);
      trust.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      throw new CertificateException("not a client");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("not a client");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("not a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return trust.getAcceptedIssuers();
    }
  }
}
