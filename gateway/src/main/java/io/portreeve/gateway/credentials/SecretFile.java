package io.portreeve.gateway.credentials;

import io.portreeve.gateway.keys.Hmac;
import io.portreeve.gateway.keys.NamedSecretUnavailable;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Secrets of users for servers, in a file that holds each of them encrypted (AES-256-GCM) and bound
 * to its user and server: in the place of another it is worth nothing. A change by another process
 * is seen at the next use; a write replaces the whole file or changes nothing.
 *
 * <p>Whoever can write the file can remove a secret or bring an older file back, unnoticed.
 */
public final class SecretFile {
  private static final String NAME = "secrets.json";
  private static final int SHORTEST_KEY = 32;

  private final Path file;
  private final SealedSecrets seal;
  private volatile @Nullable Read last;

  /** What was read, and of which state of the file. */
  private record Read(Stamp stamp, List<Entry> entries) {}

  private record Stamp(Instant changed, long size, String key) {
    static Stamp of(Path file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(
          now.lastModifiedTime().toInstant(), now.size(), String.valueOf(now.fileKey()));
    }
  }

  /**
   * One secret, still sealed.
   *
   * @param changed when it was put there
   */
  public record Entry(String server, String principal, Instant changed, String sealed) {
    boolean is(String otherServer, String otherPrincipal) {
      return server.equals(otherServer) && principal.equals(otherPrincipal);
    }

    JsonObject json() {
      return JsonObject.empty()
          .with("server", server)
          .with("principal", principal)
          .with("changed", changed.toString())
          .with("secret", sealed);
    }
  }

  private SecretFile(Path file, SealedSecrets seal) {
    this.file = file;
    this.seal = seal;
  }

  /**
   * The file of a data directory, which need not be there yet.
   *
   * @throws SecretUnavailable if the key is too short to be one
   */
  public static SecretFile in(Path data, Secret key) {
    if (isTooShort(key)) {
      throw new NamedSecretUnavailable(
          "the key of the vault is too short; make one with `openssl rand -base64 32`");
    }
    return new SecretFile(
        data.resolve(NAME), new SealedSecrets(Secret.of(new Hmac(key, "vault").of("file"))));
  }

  /** Whether it has fewer bytes than the key of a file must. */
  public static boolean isTooShort(Secret key) {
    return key.length() < SHORTEST_KEY;
  }

  /** The secret of a user for a server. */
  public Optional<Secret> get(String server, String principal) {
    return entries().stream()
        .filter(it -> it.is(server, principal))
        .findFirst()
        .map(it -> seal.open(it.sealed(), server, principal));
  }

  /** All of them, sealed. */
  public List<Entry> entries() {
    try {
      Stamp stamp = Stamp.of(file);
      Read known = last;
      if (known == null || !known.stamp().equals(stamp)) {
        known = new Read(stamp, read());
        last = known;
      }
      return known.entries();
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException unreadable) {
      throw new SecretUnavailable("the secrets in " + file + " cannot be read", unreadable);
    }
  }

  /** Whether there are some, and our key opens none of them: it is not theirs. */
  public boolean isOfAnotherKey() {
    List<Entry> all = entries();
    return !all.isEmpty() && all.stream().noneMatch(this::opens);
  }

  private boolean opens(Entry one) {
    try {
      var _ = seal.open(one.sealed(), one.server(), one.principal());
      return true;
    } catch (SecretUnavailable another) {
      return false;
    }
  }

  private List<Entry> read() throws IOException {
    try {
      JsonObject all =
          (JsonObject) JsonReader.read(Files.readAllBytes(file), JsonLimits.defaults());
      List<Entry> entries = new ArrayList<>();
      all.array("secrets").orElseThrow().stream()
          .forEach(each -> entries.add(entry((JsonObject) each)));
      return List.copyOf(entries);
    } catch (JsonRefused | RuntimeException damaged) {
      throw new SecretUnavailable(file + " is damaged; restore it from a backup", damaged);
    }
  }

  private static Entry entry(JsonObject json) {
    return new Entry(
        json.string("server").orElseThrow(),
        json.string("principal").orElseThrow(),
        Instant.parse(json.string("changed").orElseThrow()),
        json.string("secret").orElseThrow());
  }

  /** Puts a secret there, in the place of an earlier one of the same user and server. */
  public void put(String server, String principal, Secret secret, Instant now) {
    changing(() -> {
      List<Entry> all = without(server, principal);
      all.add(new Entry(server, principal, now, seal.seal(secret, server, principal)));
      write(all);
      return true;
    });
  }

  /** Removes a secret; false if there was none. */
  public boolean remove(String server, String principal) {
    return changing(() -> {
      List<Entry> left = without(server, principal);
      boolean was = left.size() < entries().size();
      if (was) {
        write(left);
      }
      return was;
    });
  }

  private List<Entry> without(String server, String principal) {
    List<Entry> left = new ArrayList<>(entries());
    left.removeIf(it -> it.is(server, principal));
    return left;
  }

  /** Changes it. */
  private interface Changing {
    boolean run() throws IOException;
  }

  /** One process at a time. */
  private synchronized boolean changing(Changing change) {
    Path beside = file.resolveSibling(NAME + ".lock");
    try (FileChannel channel =
            FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      return change.run();
    } catch (IOException failed) {
      throw new UncheckedIOException("the secrets in " + file + " cannot be written", failed);
    }
  }

  private void write(List<Entry> entries) throws IOException {
    JsonObject all =
        JsonObject.empty()
            .with("secrets", JsonArray.of(entries.stream().map(Entry::json).toList()));
    Replacement.of(file, all.toBytes());
    last = null;
  }
}
