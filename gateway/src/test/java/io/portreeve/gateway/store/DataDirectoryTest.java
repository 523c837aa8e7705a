package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTest {
  @TempDir Path temporary;

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static void setMode(Path file, String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void missingDirectory_isMadeForTheOwnerAlone() throws IOException {
    DataDirectory made = DataDirectory.open(temporary.resolve("a/b"));
    assertThat(mode(made.path())).isEqualTo("rwx------");
    assertThat(mode(made.directory("c").path())).isEqualTo("rwx------");
    assertThat(mode(made.privateFile("f"))).isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwx---", "rwx----w-", "rwxrwxrwx", "rwx-w----"})
  void directoryThatOthersMayWriteInto_isRefusedWithTheRemedy(String mode) throws IOException {
    Path path = Files.createDirectory(temporary.resolve("d"));
    setMode(path, mode);
    assertThatThrownBy(() -> DataDirectory.open(path))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("chmod go-w")
        .hasMessageContaining(path.toString())
        .hasMessageContaining(mode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwx------", "rwxr-xr-x", "rwxr-x---"})
  void directoryThatOnlyTheOwnerMayWriteInto_isOpened(String mode) throws IOException {
    Path path = Files.createDirectory(temporary.resolve("d"));
    setMode(path, mode);
    assertThat(DataDirectory.open(path).path()).isEqualTo(path);
    assertThat(mode(path)).isEqualTo(mode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw--w----", "rwx------", "rw---x---"})
  void fileThatOthersMayTouch_isRefused(String mode) throws IOException {
    DataDirectory directory = DataDirectory.open(temporary.resolve("d"));
    Path file = directory.privateFile("secret");
    setMode(file, mode);
    if (mode.equals("rwx------")) {
      assertThat(directory.privateFile("secret")).isEqualTo(file);
    } else {
      assertThatThrownBy(() -> directory.privateFile("secret"))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("chmod 600");
    }
  }

  @Test
  void plainFile_isNoDirectory() throws IOException {
    Path file = Files.createFile(temporary.resolve("f"));
    assertThatThrownBy(() -> DataDirectory.open(file))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("not a directory");
  }

  @Test
  void exclusiveWork_keepsASecondThreadOut() throws Exception {
    DataDirectory directory = DataDirectory.open(temporary.resolve("d"));
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> first =
          threads.submit(() ->
              directory.exclusively(
                  "x",
                  () -> {
                    inside.countDown();
                    return leave.await(1, TimeUnit.MINUTES);
                  }));
      assertThat(inside.await(1, TimeUnit.MINUTES)).isTrue();
      assertThatThrownBy(() -> directory.exclusively("x", () -> 1))
          .isInstanceOf(StoreUnavailable.class);
      assertThat(directory.<Integer>exclusively("y", () -> 2)).isEqualTo(2);
      leave.countDown();
      assertThat(first.get()).isTrue();
    }
    assertThat(directory.<Integer>exclusively("x", () -> 3)).isEqualTo(3);
  }
}
