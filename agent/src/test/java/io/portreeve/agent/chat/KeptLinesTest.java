package io.portreeve.agent.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.store.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptLinesTest {
  @TempDir Path temp;
  private Path file;

  @BeforeEach
  void make() {
    file = DataDirectory.open(temp.resolve("data")).privateFile("history");
  }

  @Test
  void lines_areThereInTheNextConversation_whateverIsInThem() {
    KeptLines.in(file).add("one");
    KeptLines.in(file).add("two\nlines \"and\" \u001b[31m\u202e");

    assertThat(KeptLines.in(file).lines())
        .containsExactly("one", "two\nlines \"and\" \u001b[31m\u202e");
  }

  @Test
  void line_thatBeginsWithABlank_orHasNothingElse_isNotKept() throws IOException {
    KeptLines.in(file).add(" a secret");
    KeptLines.in(file).add("");

    assertThat(file).isEmptyFile();
  }

  @Test
  void file_isItsOwnersAlone_alsoOnceItWasCut() throws IOException {
    Files.write(file, Collections.nCopies(1_200, "\"x\""));
    KeptLines.in(file).add("last");

    assertThat(KeptLines.in(file).lines()).hasSize(1_000).endsWith("last");
    assertThat(Files.readAllLines(file)).hasSize(1_000);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void damagedLine_isLeftOut() throws IOException {
    Files.writeString(file, "\"a\"\n{\n7\n\"b\"\n");

    assertThat(KeptLines.in(file).lines()).containsExactly("a", "b");
  }

  @Test
  void none_keepsNothing() {
    KeptLines.none().add("x");

    assertThat(KeptLines.none().lines()).isEmpty();
  }
}
