package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DenialTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void deniedAccess_namesTheUserTheDeedAndThePlace() {
    Path place = Path.of("/srv/data");

    assertThat(Denial.of("make or open", place, new AccessDeniedException("/srv/data")))
        .hasMessage(
            "permission denied: the user `%s` may not make or open /srv/data",
            System.getProperty("user.name"));
    assertThat(Denial.ofReading(new AccessDeniedException("/srv/data/x")))
        .startsWith("permission denied: the user `")
        .endsWith("` may not read /srv/data/x");
  }

  @Test
  void otherFaults_areToldByTheirReason() {
    var readOnly = new FileSystemException("/srv/data", "", "Read-only file system");

    assertThat(Denial.of("write", Path.of("/srv/data"), readOnly))
        .hasMessage("cannot write /srv/data: Read-only file system");
    assertThat(Denial.of("write", Path.of("/srv/data"), new IOException("x")))
        .hasMessage("cannot write /srv/data");
  }

  @Test
  void directoryThatIsClosed_hidesItselfAndWhateverIsBelowIt() throws IOException {
    Path closed = Files.createDirectory(directory.resolve("closed"));

    assertThat(Denial.barring(closed, _ -> false)).hasValue(closed);
    assertThat(Denial.barring(closed.resolve("data/audit"), _ -> false)).hasValue(closed);
    assertThat(Denial.barring(closed.resolve("data/audit"), _ -> true)).isEmpty();
    assertThat(Denial.barring(Files.createFile(closed.resolve("f")), _ -> false)).isEmpty();
  }

  @Test
  void directoryThatIsOpenToUs_isNotHidden() {
    assertThatCode(() -> Denial.refuseIfHidden(directory.resolve("data")))
        .doesNotThrowAnyException();
  }
}
