package io.portreeve.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.sandbox.Means;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineLooksTest {
  private static final String PROGRAM = "data: ./d\nservers: {one: {command: [/bin/one]}}\n";

  @TempDir private Path directory = Path.of("");

  @Test
  void machineThatCannotConfine_isTold_whereThereIsAProgramToConfine() {
    Configuration right = Clinic.right(PROGRAM);
    Means means = Means.find();
    Means none = new Means(0, means.namespaces(), Optional.of("no Landlock"));

    assertThat(rules(MachineLooks.sandbox(right, none))).containsExactly("sandbox-impossible");
    assertThat(MachineLooks.sandbox(right, none).findFirst().orElseThrow().remedy().words())
        .contains("no Landlock");
    Configuration free = Clinic.right(PROGRAM.replace("one]", "one], insecure-no-sandbox: true"));
    assertThat(MachineLooks.sandbox(free, none)).isEmpty();
  }

  @Test
  void root_isTold() {
    assertThat(rules(MachineLooks.user("root"))).containsExactly("root");
    assertThat(MachineLooks.user("ann")).isEmpty();
  }

  @Test
  void fileThatOthersMayRead_isNamed_andAPublicKeyIsNot() throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    permit(data, "rwxr-xr-x");
    permit(Files.createFile(data.resolve("audit-signing.pub")), "rw-r--r--");
    permit(Files.createFile(data.resolve("closed.secret")), "rw-------");
    assertThat(MachineLooks.data(data)).isEmpty();

    permit(Files.createFile(data.resolve("open.secret")), "rw-r-----");
    permit(data, "rwxrwxr-x");

    assertThat(MachineLooks.data(data).map(Complaint::subject)).containsExactly("", "open.secret");
    assertThat(MachineLooks.data(directory.resolve("none"))).isEmpty();
  }

  @Test
  void fileBehindAClosedDirectory_isReadByNobodyElse() throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    Path inner = Files.createDirectory(data.resolve("inner"));
    permit(data, "rwxr-xr-x");
    permit(inner, "rwx------");
    permit(Files.createFile(inner.resolve("open.secret")), "rw-r--r--");
    permit(Files.createFile(data.resolve("open.secret")), "rw-r--r--");
    assertThat(MachineLooks.data(data).map(Complaint::subject)).containsExactly("open.secret");

    permit(inner, "rwx--x---");
    assertThat(MachineLooks.data(data).map(Complaint::subject))
        .containsExactly("inner/open.secret", "open.secret");
    permit(data, "rwx------");
    assertThat(MachineLooks.data(data)).isEmpty();
  }

  private static void permit(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static List<String> rules(Stream<Complaint> complaints) {
    return complaints.map(Complaint::rule).toList();
  }
}
