package io.portreeve.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void resolveFolder() throws IOException {
    folder = temporary.toRealPath();
  }

  @Test
  void scriptOfAPackage_comesWithIt() throws IOException {
    Path script = file("server/src/main.js");
    Path _ = file("server/package.json");
    assertThat(Programs.with(script)).contains(script, folder.resolve("server"));
  }

  @Test
  void moduleOfAPackage_comesWithThoseInstalledBesideIt() throws IOException {
    Path script = file("app/node_modules/one/node_modules/two/main.js");
    assertThat(Programs.with(script)).containsExactly(script, folder.resolve("app/node_modules"));
  }

  @Test
  void folderThatEverybodyMayWriteTo_isNobodysPackage() throws IOException {
    Path script = file("shared/tool/main.js");
    Path _ = file("shared/package.json");
    Path _ =
        Files.setPosixFilePermissions(
            folder.resolve("shared"), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(Programs.with(script)).containsExactly(script);
  }

  @Test
  void home_isNoPackage_norIsWhatItLiesIn() throws IOException {
    Path home = Path.of(System.getProperty("user.home"));
    assertThat(Programs.isShared(home.toRealPath())).isTrue();
    assertThat(Programs.isShared(Path.of("/"))).isTrue();
    assertThat(Programs.isShared(folder)).isFalse();
  }

  @Test
  void programInAFolderBin_comesWithWhatWasInstalledWithIt() throws IOException {
    Path program = file("jdk/bin/java");
    assertThat(Programs.with(program))
        .contains(folder.resolve("jdk/bin"), folder.resolve("jdk/lib"))
        .doesNotContain(folder.resolve("jdk"), folder);
  }

  /** Folders of that name in a home are shared by all that its user ever installed. */
  @Test
  void programInAHome_comesWithoutItsNeighbours_unlessALanguageLiesThere() throws IOException {
    Path own = file("home/.local/bin/server");
    Path _ = file("home/.local/lib/python3.13/site-packages/secret.py");
    Path _ = file("home/.local/share/keyrings/login");
    assertThat(Programs.with(own, folder.resolve("home"))).containsExactly(own);
    Path plain = file("home/bin/server");
    assertThat(Programs.with(plain, folder.resolve("home"))).containsExactly(plain);
    Path other = file("home/work/bin/server");
    Path _ = file("home/work/lib/notes");
    assertThat(Programs.with(other, folder.resolve("home"))).containsExactly(other);
    Path python = file("home/.pyenv/versions/3.13/bin/python3");
    Path _ = file("home/.pyenv/versions/3.13/lib/python3.13/os.py");
    assertThat(Programs.with(python, folder.resolve("home")))
        .contains(folder.resolve("home/.pyenv/versions/3.13/lib"));
  }

  @Test
  void emptyEntryOfThePath_isNotTheWorkingDirectory() {
    assertThat(Programs.find("pom.xml", Map.of("PATH", ":"))).isEmpty();
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Path _ = Files.createDirectories(file.getParent());
    return Files.writeString(file, "x");
  }
}
