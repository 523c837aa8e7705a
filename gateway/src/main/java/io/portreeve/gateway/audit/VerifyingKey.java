package io.portreeve.gateway.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.portreeve.gateway.keys.SecretUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** The public half of a signing key: with it, anybody can verify a journal. */
public final class VerifyingKey {
  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";
  private static final int ID_BYTES = 8;

  private final PublicKey key;
  private final String id;

  VerifyingKey(PublicKey key) {
    this.key = key;
    byte[] encoded = key.getEncoded();
    byte[] hash = new RecordHash().of(encoded, 0, encoded.length);
    this.id = HexFormat.of().formatHex(hash, 0, ID_BYTES);
  }

  /** Reads a PEM file (RFC 7468) with an Ed25519 public key, such as OpenSSL writes. */
  public static VerifyingKey read(Path pem) throws IOException {
    try {
      String text = Files.readString(pem, US_ASCII);
      int begin = text.indexOf(BEGIN);
      int end = text.indexOf(END);
      if (begin < 0 || end < begin) {
        throw new IOException(pem + " has no PEM public key");
      }
      byte[] encoded = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
      KeyFactory keys = KeyFactory.getInstance("Ed25519");
      return new VerifyingKey(keys.generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(pem + " is no Ed25519 public key", e);
    }
  }

  /** Eight bytes of the key's SHA-256, in hex: how checkpoints name it. */
  public String id() {
    return id;
  }

  public String pem() {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return BEGIN + "\n" + body + "\n" + END + "\n";
  }

  /** Leaves a file alone that has the key already: somebody may be reading it. */
  void writeTo(Path file) {
    try {
      if (!Files.readString(file, US_ASCII).equals(pem())) {
        Files.writeString(file, pem(), US_ASCII);
      }
    } catch (IOException e) {
      throw new SecretUnavailable("cannot write the public key " + file, e);
    }
  }

  boolean verifies(byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this platform has no Ed25519", e);
    }
  }

  @Override
  public String toString() {
    return "VerifyingKey[" + id + "]";
  }
}
