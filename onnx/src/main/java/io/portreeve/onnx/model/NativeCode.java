package io.portreeve.onnx.model;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The machine code of the libraries, loaded from a folder that nobody else can write to.
 *
 * <p>By themselves they would unpack it into the temporary folder that all users share, or into the
 * user's home, and run whatever lies there under the right name; one would fetch it from the
 * network where it has none for a machine.
 */
public final class NativeCode {
  private static final Set<PosixFilePermission> OURS_ALONE =
      PosixFilePermissions.fromString("rwx------");

  private NativeCode() {}

  /**
   * Unpacks and loads it, once for a process; what was unpacked is gone afterwards, where the
   * system lets what is loaded go.
   *
   * @param folder made where it is missing; it may be another start's as well
   * @throws Unusable if others could write there, or nothing can be run from there
   */
  public static void load(Path folder) throws Unusable {
    try {
      Path own = Files.createTempDirectory(closed(folder), "code-");
      try {
        refuseIfOfAnother(folder, own);
        loadFrom(own);
      } finally {
        delete(own);
      }
    } catch (IOException unwritable) {
      throw new Unusable(
          "cannot unpack native code into %s (%s): name another folder with --natives"
              .formatted(folder, unwritable),
          unwritable);
    } catch (LinkageError | EngineException | IllegalStateException | OrtException unloadable) {
      throw new Unusable(
          "native code from %s cannot be loaded (%s): if the folder is mounted noexec, name another with --natives"
              .formatted(folder, unloadable.getMessage()),
          unloadable);
    }
  }

  private static Path closed(Path folder) throws IOException, Unusable {
    boolean posix = Files.getFileStore(existing(folder)).supportsFileAttributeView("posix");
    if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(folder.toAbsolutePath().getParent());
      return posix
          ? Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OURS_ALONE))
          : Files.createDirectory(folder);
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new Unusable(folder + " is no folder, or a link to one: name another with --natives");
    }
    if (posix && !OURS_ALONE.equals(Files.getPosixFilePermissions(folder))) {
      throw new Unusable(
          "refusing to run native code from %s: others may use it; run `chmod 700 '%s'`"
              .formatted(folder, folder));
    }
    return folder;
  }

  private static void refuseIfOfAnother(Path folder, Path own) throws IOException, Unusable {
    if (!Files.getOwner(folder).equals(Files.getOwner(own))) {
      throw new Unusable(folder + " belongs to another user: name another folder with --natives");
    }
  }

  private static Path existing(Path folder) {
    Path at = folder.toAbsolutePath();
    while (Files.notExists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }

  private static void loadFrom(Path folder) throws IOException, OrtException {
    Path runtime = Files.createDirectory(folder.resolve("runtime"));
    for (String library : List.of("onnxruntime", "onnxruntime4j_jni")) {
      String file = System.mapLibraryName(library);
      try (InputStream code =
          OrtEnvironment.class.getResourceAsStream(
              "/ai/onnxruntime/native/" + machine() + "/" + file)) {
        if (code == null) {
          throw new IOException("ONNX Runtime has no code for " + machine());
        }
        Files.copy(code, runtime.resolve(file));
      }
    }
    System.setProperty("onnxruntime.native.path", runtime.toString());
    System.setProperty("ENGINE_CACHE_DIR", folder.toString());
    System.setProperty("ai.djl.offline", "true");
    // What it would print names tokens, which are a text's; what it throws says as much to us.
    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL).setTelemetry(false);
    LibUtils.checkStatus();
  }

  /** As the runtime names machines. */
  private static String machine() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system = name.contains("mac") ? "osx" : name.contains("windows") ? "win" : "linux";
    String processor = System.getProperty("os.arch");
    return system + (Set.of("amd64", "x86_64").contains(processor) ? "-x64" : "-" + processor);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
