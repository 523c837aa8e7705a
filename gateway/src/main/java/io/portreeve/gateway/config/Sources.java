package io.portreeve.gateway.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.gateway.config.form.FileText;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.config.form.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a configuration was read from.
 *
 * @param text the very text that was parsed, whatever its file holds by now
 * @param references what the text refers to
 */
public record Sources(FileText text, Set<Reference> references) {
  public Sources {
    references = Set.copyOf(references);
  }

  /** The same references, and another text. */
  Sources with(FileText other) {
    return new Sources(other, references);
  }

  /**
   * Of the text, and of what the files that it refers to hold at this moment. Of contents, not of
   * times: a file that is linked anew may keep its time.
   */
  String fingerprint() {
    MessageDigest digest = sha256();
    switch (text) {
      case FileText.Text(String read) -> update(digest, 1, read.getBytes(UTF_8));
      case FileText.Unreadable(Problem problem) ->
          update(digest, 0, problem.toString().getBytes(UTF_8));
    }
    files().forEach(path -> update(digest, path));
    return HexFormat.of().formatHex(digest.digest());
  }

  private Set<Path> files() {
    var files = new TreeSet<Path>();
    for (Reference reference : references) {
      if (reference instanceof Reference.InFile(Path path)) {
        files.add(path);
      }
    }
    return files;
  }

  private static void update(MessageDigest digest, Path path) {
    digest.update(path.toString().getBytes(UTF_8));
    try {
      update(
          digest, 1, Files.size(path) <= FileText.LONGEST ? Files.readAllBytes(path) : new byte[0]);
    } catch (IOException unreadable) {
      digest.update((byte) 0);
    }
  }

  private static void update(MessageDigest digest, int readable, byte[] contents) {
    digest.update((byte) readable);
    digest.update(sha256().digest(contents));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
