package io.portreeve.gateway.http;

import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate authority of the test's own. */
public final class TestAuthority {
  private final X500Name name;
  private final KeyPair keys = newKeys();
  private final X509Certificate certificate;

  public TestAuthority(String name) throws Exception {
    this.name = new X500Name("CN=" + name);
    certificate = sign(this.name, keys, Instant.now().plus(Duration.ofDays(1)), null);
  }

  /** A key and its certificate for 127.0.0.1 and localhost. */
  public Keys issue(String subject) throws Exception {
    return issue(subject, Instant.now().plus(Duration.ofHours(1)));
  }

  public Keys issue(String subject, Instant expiry) throws Exception {
    GeneralNames names =
        new GeneralNames(
            new GeneralName[] {
              new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
              new GeneralName(GeneralName.dNSName, "localhost")
            });
    return issue(subject, expiry, names);
  }

  public Keys issue(String subject, Instant expiry, GeneralNames names) throws Exception {
    KeyPair pair = newKeys();
    X509Certificate leaf = sign(new X500Name("CN=" + subject), pair, expiry, names);
    return new Keys(pair.getPrivate(), new X509Certificate[] {leaf, certificate});
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** The platform's checks, with this authority as the only anchor. */
  public X509ExtendedTrustManager trust() throws GeneralSecurityException, IOException {
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("ca", certificate);
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(anchors);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  private X509Certificate sign(
      X500Name subject, KeyPair pair, Instant expiry, @Nullable GeneralNames names)
      throws GeneralSecurityException, OperatorCreationException, CertIOException {
    var builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.valueOf(System.nanoTime()),
            Date.from(Instant.now().minus(Duration.ofDays(2))),
            Date.from(expiry),
            subject,
            pair.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(names == null));
    if (names != null) {
      builder.addExtension(Extension.subjectAlternativeName, false, names);
    }
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  @SuppressWarnings("ArrayRecordComponent") // the form the key manager wants
  public record Keys(PrivateKey key, X509Certificate[] chain) {}

  /** A key manager whose keys can be replaced at any time. */
  public static final class Swappable extends X509ExtendedKeyManager {
    final AtomicReference<Keys> keys;

    public Swappable(Keys first) {
      keys = new AtomicReference<>(first);
    }

    /** What is shown now. */
    public AtomicReference<Keys> keys() {
      return keys;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
      return new String[] {"only"};
    }

    @Override
    public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
      return "only";
    }

    @Override
    public String chooseEngineClientAlias(String[] keyType, Principal[] issuers, SSLEngine engine) {
      return "only";
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
      return new String[] {"only"};
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
      return "only";
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
      return "only";
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return keys.get().chain();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return keys.get().key();
    }
  }
}
