package io.portreeve.gateway.audit;

import io.portreeve.gateway.keys.GeneratedSecret;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.store.DataDirectory;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;

/** The Ed25519 key (RFC 8032) that signs checkpoints. Its text form shows the public half only. */
public final class SigningKey {
  private static final String NAME = "audit-signing";
  private static final String PUBLIC = NAME + ".pub";

  private final PrivateKey key;
  private final VerifyingKey verifying;

  private SigningKey(PrivateKey key, VerifyingKey verifying) {
    this.key = key;
    this.verifying = verifying;
  }

  /** The key of a data directory, made if there is none; its public half lies beside it. */
  public static SigningKey in(DataDirectory directory, SecureRandom random) {
    SigningKey key = ofSeed(GeneratedSecret.in(directory, NAME, random));
    key.verifying.writeTo(directory.privateFile(PUBLIC));
    return key;
  }

  /** Where the public half of the key of a data directory lies. */
  public static Path publicIn(Path data) {
    return data.resolve(PUBLIC);
  }

  /** The key with this 32-byte private key, which RFC 8032 calls the seed. */
  public static SigningKey ofSeed(Secret seed) {
    try {
      byte[] bytes = seed.reveal();
      PrivateKey key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, bytes));
      // Java cannot compute the public key of a private one, but generates both from these bytes.
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Replay(bytes));
      SigningKey made =
          new SigningKey(key, new VerifyingKey(generator.generateKeyPair().getPublic()));
      if (!made.verifying.verifies(bytes, made.sign(bytes))) {
        throw new IllegalStateException("this platform derives Ed25519 keys in another way");
      }
      return made;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this platform has no Ed25519, or the seed is damaged", e);
    }
  }

  public VerifyingKey verifying() {
    return verifying;
  }

  byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an Ed25519 key signs anything", e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + verifying.id() + "]";
  }

  /** Gives the bytes of a seed to the one who asks for random ones. */
  private static final class Replay extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] bytes;

    Replay(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] out) {
      System.arraycopy(bytes, 0, out, 0, out.length);
    }
  }
}
