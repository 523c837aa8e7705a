package io.portreeve.bench.issuer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** A key that signs JWTs. */
final class SigningKey {
  private static final int RSA_BITS = 2048;
  private static final int P256_BYTES = 32;

  private final KeyPair pair;
  private final String algorithm;
  private final String signature;

  private SigningKey(KeyPair pair, String algorithm, String signature) {
    this.pair = pair;
    this.algorithm = algorithm;
    this.signature = signature;
  }

  static SigningKey rs256() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(RSA_BITS);
      return new SigningKey(generator.generateKeyPair(), "RS256", "SHA256withRSA");
    } catch (GeneralSecurityException none) {
      throw new IllegalStateException(none);
    }
  }

  static SigningKey es256() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return new SigningKey(generator.generateKeyPair(), "ES256", "SHA256withECDSAinP1363Format");
    } catch (GeneralSecurityException none) {
      throw new IllegalStateException(none);
    }
  }

  String algorithm() {
    return algorithm;
  }

  /** Its public half (RFC 7517), with the members in the order that RFC 7638 hashes. */
  String jwk() {
    return switch (pair.getPublic()) {
      case RSAPublicKey rsa ->
          "{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}"
              .formatted(text(rsa.getPublicExponent()), text(rsa.getModulus()));
      case ECPublicKey ec ->
          "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
              .formatted(coordinate(ec.getW().getAffineX()), coordinate(ec.getW().getAffineY()));
      default -> throw new IllegalStateException("a key of another kind");
    };
  }

  String thumbprint() {
    return text(sha256(jwk()));
  }

  /** A JWT in compact form. */
  String signed(String head, String claims) {
    String text = text(head.getBytes(US_ASCII)) + "." + text(claims.getBytes(US_ASCII));
    try {
      Signature signing = Signature.getInstance(signature);
      signing.initSign(pair.getPrivate());
      signing.update(text.getBytes(US_ASCII));
      return text + "." + text(signing.sign());
    } catch (GeneralSecurityException unable) {
      throw new IllegalStateException(unable);
    }
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
    } catch (GeneralSecurityException none) {
      throw new IllegalStateException(none);
    }
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String text(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return text(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[P256_BYTES];
    int length = Math.min(bytes.length, P256_BYTES);
    System.arraycopy(bytes, bytes.length - length, fixed, P256_BYTES - length, length);
    return text(fixed);
  }
}
