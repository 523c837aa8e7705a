package io.portreeve.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeansTest {
  @TempDir private Path folder;

  @Test
  void kernelWithoutLandlock_confinesNothing_andSaysSo() {
    Means none = Means.of(0, Namespaces.none());
    assertThat(none.lack()).isPresent();
    assertThat(none.words()).startsWith("cannot be confined here, and are not started: ");
  }

  @Test
  void kernelThatCannotHoldTruncation_needsNamespaces() throws IOException {
    assertThat(Means.of(2, Namespaces.none()).lack())
        .hasValueSatisfying(lack -> assertThat(lack).contains("bubblewrap"));
    assertThat(Means.of(2, someNamespaces()).lack()).isEmpty();
  }

  @Test
  void laterKernel_needsNone_andSaysWhetherThereAreAny() throws IOException {
    assertThat(Means.of(7, Namespaces.none()).words())
        .isEqualTo(
            "are confined by Landlock 7 and seccomp, in our namespaces: bubblewrap is not there or"
                + " may not make others");
    assertThat(Means.of(7, someNamespaces()).words())
        .isEqualTo("are confined by Landlock 7 and seccomp, in namespaces of their own");
  }

  @Test
  void programOnAMachineThatConfinesNothing_isNotStarted() {
    Profile profile =
        new Profile(
            List.of(),
            List.of(),
            List.of(),
            new Network.None(),
            new Bounds(1, 1, 1, 1, 1, 1),
            true);
    Sandbox sandbox =
        new Sandbox(profile, Means.of(0, Namespaces.none()), WayOut.untold(), (_, _) -> {});
    assertThatIOException()
        .isThrownBy(() -> sandbox.enter(Cell.shell("true"), Map.of(), ""))
        .withMessageContaining("no Landlock");
  }

  private Namespaces someNamespaces() throws IOException {
    Path file = Files.writeString(folder.resolve("bwrap"), "#!/bin/sh\nexit 0\n");
    return Namespaces.by(
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------")));
  }
}
