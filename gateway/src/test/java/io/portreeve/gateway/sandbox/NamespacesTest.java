package io.portreeve.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamespacesTest {
  private static final List<String> COMMAND = List.of("server", "--unshare-net");

  @TempDir private Path folder;

  @Test
  void programWithoutNetwork_getsANetworkOfItsOwn() throws IOException {
    Namespaces namespaces = Namespaces.by(bubblewrap("exit 0"));
    assertThat(namespaces.any()).isTrue();
    assertThat(namespaces.around(COMMAND, grants(new Network.None())))
        .startsWith(folder.resolve("bwrap").toString())
        .contains("--unshare-pid", "--unshare-ipc", "--ro-bind")
        .endsWith("--unshare-net", "--", "server", "--unshare-net");
  }

  @Test
  void programThatReachesOurProxy_keepsOurNetwork() throws IOException {
    assertThat(Namespaces.by(bubblewrap("exit 0")).around(COMMAND, grants(new Network.OnePort(1))))
        .endsWith(
            "/proc",
            "--bind",
            folder.toString(),
            folder.toString(),
            "--",
            "server",
            "--unshare-net");
  }

  @Test
  void bubblewrapThatMayMakeNone_isNotUsed() throws IOException {
    Namespaces namespaces = Namespaces.by(bubblewrap("echo not permitted >&2; exit 1"));
    assertThat(namespaces.any()).isFalse();
    assertThat(namespaces.around(COMMAND, grants(new Network.None()))).isEqualTo(COMMAND);
  }

  @Test
  void bubblewrapThatIsNotThere_isNotUsed() {
    assertThat(Namespaces.by(folder.resolve("nothing")).any()).isFalse();
  }

  private Grants grants(Network network) {
    return new Grants(List.of(), List.of(Path.of("/dev/null"), folder), network);
  }

  private Path bubblewrap(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("bwrap"), "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
