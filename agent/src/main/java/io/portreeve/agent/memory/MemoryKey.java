package io.portreeve.agent.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.portreeve.gateway.keys.Secret;
import io.portreeve.guard.Label;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeSet;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Signs entries: HMAC-SHA-256 (RFC 2104) under a key that is derived (HKDF-SHA-256, RFC 5869) for
 * one life of one memory, so that what was signed in another is worth nothing there.
 */
final class MemoryKey {
  private static final String VERSION = "portreeve-memory-1";
  private static final int ID_BYTES = 8;

  private final Secret master;
  private final String id;

  MemoryKey(Secret master) {
    this.master = master;
    byte[] name = derived(new Fields().text(VERSION).text("key id")).getEncoded();
    this.id = HexFormat.of().formatHex(name, 0, ID_BYTES);
  }

  /** Tells it from other keys, and nothing else of it. */
  String id() {
    return id;
  }

  /** The same with its signature. */
  Signed sign(Head life, Signed unsigned) {
    return unsigned.with(mac(life, unsigned));
  }

  boolean isGenuine(Head life, Signed signed) {
    byte[] right = mac(life, signed).getBytes(US_ASCII);
    return MessageDigest.isEqual(right, signed.mac().getBytes(US_ASCII));
  }

  private String mac(Head life, Signed of) {
    Fields memory = life.id().in(new Fields().text(VERSION)).text(life.generation());
    Label label = of.entry().label();
    Fields fields =
        life.id()
            .in(new Fields().text(VERSION).text(of.key()))
            .text(life.generation())
            .number(of.sequence())
            .text(of.previous())
            .number(of.first())
            .text(of.entry().origin())
            .text(label.integrity().name())
            .text(label.confidentiality().name())
            .number(label.origins().size());
    new TreeSet<>(label.origins()).forEach(fields::text);
    fields.bytes(of.entry().content().toBytes());
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(derived(memory));
      return HexFormat.of().formatHex(mac.doFinal(fields.bytes()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private SecretKey derived(Fields purpose) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              "HmacSHA256",
              HKDFParameterSpec.ofExtract()
                  .addIKM(master.reveal())
                  .thenExpand(purpose.bytes(), 32));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java 25 has HKDF-SHA256", e);
    }
  }
}
