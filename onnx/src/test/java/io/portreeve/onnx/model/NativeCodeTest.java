package io.portreeve.onnx.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCodeTest {
  @TempDir private Path folder;

  @Test
  void folder_isMadeForUsAlone_andEmptyAfterwards() throws Exception {
    Path natives = folder.resolve("deep").resolve("natives");

    NativeCode.load(natives);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(natives)))
        .isEqualTo("rwx------");
    assertThat(natives).isEmptyDirectory();
  }

  /** Whoever can write there could put code in the place of ours before it is loaded. */
  @Test
  void folderThatOthersMayUse_isRefused() throws Exception {
    for (String shared : new String[] {"rwxrwxrwx", "rwxrwx---", "rwxr-x---"}) {
      Path natives = Files.createDirectory(folder.resolve(shared));
      Files.setPosixFilePermissions(natives, PosixFilePermissions.fromString(shared));

      assertThatThrownBy(() -> NativeCode.load(natives))
          .isInstanceOf(Unusable.class)
          .hasMessageContainingAll("others may use it", "chmod 700");
    }
  }

  @Test
  void linkToAFolder_isRefused() throws Exception {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);

    assertThatThrownBy(() -> NativeCode.load(link))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("--natives");
  }

  @Test
  void folderThatCannotBeMade_isTold() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> NativeCode.load(file.resolve("natives")))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("--natives");
  }

  /**
   * Releases after 1.28 tell their maker what they run, on which machine and by which command, and
   * fall over a long command while they do.
   */
  @Test
  void runtime_knowsNobodyToTellOfUs() throws Exception {
    try (InputStream code =
        OrtEnvironment.class.getResourceAsStream(
            "/ai/onnxruntime/native/linux-x64/libonnxruntime.so")) {
      String words = new String(code.readAllBytes(), ISO_8859_1);

      assertThat(words).contains("onnxruntime");
      assertThat(words.contains("events.data.microsoft.com") || words.contains("machine-id"))
          .as("ONNX Runtime has telemetry")
          .isFalse();
    }
  }
}
