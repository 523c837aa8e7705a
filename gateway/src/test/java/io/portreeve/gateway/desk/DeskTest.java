package io.portreeve.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskTest {
  @TempDir private Path home = Path.of("");

  @Test
  void whatAServerOfAProfileFetches_isKeptWhereWrapKeepsIt() throws Exception {
    Desk desk = Desk.of(_ -> Optional.empty(), home, "portreeve", "Linux");
    Path folder = Files.createDirectories(desk.profiles().resolve("claude-12345678"));

    assertThat(desk.packagesOf(Files.createFile(folder.resolve("files.yaml")), "files"))
        .isEqualTo(desk.packages("claude-12345678", "files"))
        .isEqualTo(home.resolve(".cache/portreeve/packages/claude-12345678/files"));
  }

  @Test
  void serversOfTwoConfigurations_keepItApart() {
    Desk desk = Desk.of(_ -> Optional.empty(), home, "portreeve", "Linux");

    assertThat(desk.packagesOf(home.resolve("a/portreeve.yaml"), "files"))
        .isNotEqualTo(desk.packagesOf(home.resolve("b/portreeve.yaml"), "files"));
  }
}
