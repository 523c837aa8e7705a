package io.portreeve.gateway.journey;

import io.portreeve.gateway.keys.Secret;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Authenticated encryption of small JSON texts that leave us in the hands of others: AES-256-GCM
 * with a fresh nonce, over the binding as associated data.
 *
 * <p>What was sealed under one binding opens under no other. Keys may be rotated: the first seals,
 * all open.
 */
public final class Seal {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int FINGERPRINT_BYTES = 16;
  private static final int LONGEST = 64 * 1024;

  private final List<SecretKey> keys;
  private final SecureRandom random;

  public Seal(List<SecretKey> keys, SecureRandom random) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a seal needs a key");
    }
    this.keys = List.copyOf(keys);
    this.random = random;
  }

  /** Under the first of these secrets; opens what was sealed under any of them. */
  public static Seal under(List<Secret> secrets, SecureRandom random) {
    return new Seal(secrets.stream().map(Seal::key).toList(), random);
  }

  private static SecretKey key(Secret secret) {
    return new SecretKeySpec(Arrays.copyOf(secret.reveal(), KEY_BYTES), "AES");
  }

  /** With a key that nobody keeps: what it seals opens nowhere else. */
  public static Seal forNow(SecureRandom random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return new Seal(List.of(new SecretKeySpec(key, "AES")), random);
  }

  /**
   * Of each key, that which seals first: the same for all who have it, and by which nobody finds it
   * out.
   */
  public List<String> fingerprints() {
    return keys.stream().map(Seal::fingerprint).toList();
  }

  private static String fingerprint(SecretKey key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
      byte[] whole = mac.doFinal("portreeve/seal".getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(whole, 0, FINGERPRINT_BYTES);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
    }
  }

  public String seal(String binding, JsonObject content) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed(binding, content));
  }

  /** Likewise as bytes, for what we keep elsewhere ourselves. */
  public byte[] sealed(String binding, JsonObject content) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, binding).doFinal(content.toBytes());
      return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES-GCM is not available", impossible);
    }
  }

  /** The content, if this text was sealed by us under this binding; otherwise nothing. */
  public Optional<JsonObject> open(String binding, String sealed) {
    if (sealed.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return open(binding, Base64.getUrlDecoder().decode(sealed));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** The content of what {@link #sealed} gave, likewise. */
  public Optional<JsonObject> open(String binding, byte[] whole) {
    return whole.length <= NONCE_BYTES ? Optional.empty() : opened(binding, whole);
  }

  private Optional<JsonObject> opened(String binding, byte[] whole) {
    return keys.stream().flatMap(key -> open(key, binding, whole).stream()).findFirst();
  }

  private static Optional<JsonObject> open(SecretKey key, String binding, byte[] whole) {
    byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
    try {
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, key, nonce, binding)
              .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
      return Optional.of((JsonObject) JsonReader.read(plain, JsonLimits.defaults()));
    } catch (GeneralSecurityException | JsonRefused notThisKey) {
      return Optional.empty();
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String binding)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(binding.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
