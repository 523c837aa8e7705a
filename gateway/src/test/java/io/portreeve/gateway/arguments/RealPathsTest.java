package io.portreeve.gateway.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealPathsTest {
  @TempDir private Path temporary = Path.of("");

  private final RealPaths paths = new RealPaths();
  private Path root = Path.of("");
  private Path outside = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    root = Files.createDirectory(temporary.toRealPath().resolve("root"));
    outside = Files.createDirectory(temporary.toRealPath().resolve("outside"));
    Files.writeString(outside.resolve("secret"), "s");
  }

  @Test
  void fileThatIsThere_isWhereItLies() throws IOException {
    Path file = Files.writeString(root.resolve("a"), "");

    assertThat(paths.realPath(file.toString())).hasValue(file.toString());
  }

  /** The escape that no look at the text of a path can see. */
  @Test
  void linkOutOfTheFolder_isFollowed_atTheEndAndOnTheWay() throws IOException {
    Files.createSymbolicLink(root.resolve("file"), outside.resolve("secret"));
    Files.createSymbolicLink(root.resolve("folder"), outside);

    assertThat(real("file")).isEqualTo(outside.resolve("secret").toString());
    assertThat(real("folder/secret")).isEqualTo(outside.resolve("secret").toString());
    assertThat(real("folder/new/file")).isEqualTo(outside.resolve("new/file").toString());
  }

  @Test
  void linkToALink_isFollowedToItsEnd() throws IOException {
    Files.createSymbolicLink(root.resolve("two"), outside.resolve("secret"));
    Files.createSymbolicLink(root.resolve("one"), root.resolve("two"));

    assertThat(real("one")).isEqualTo(outside.resolve("secret").toString());
  }

  @Test
  void fileThatIsYetToBeMade_isWhereItWouldLie() {
    assertThat(real("new/deep/file")).isEqualTo(root.resolve("new/deep/file").toString());
  }

  /** A server would write through it, to a place that we cannot name yet. */
  @Test
  void linkThatLeadsNowhere_isRefused() throws IOException {
    Files.createSymbolicLink(root.resolve("dangling"), outside.resolve("not-there"));
    Files.createSymbolicLink(root.resolve("loop"), root.resolve("loop"));

    assertThat(paths.realPath(root.resolve("dangling").toString())).isEmpty();
    assertThat(paths.realPath(root.resolve("dangling/file").toString())).isEmpty();
    assertThat(paths.realPath(root.resolve("loop").toString())).isEmpty();
  }

  @Test
  void textThatIsNoPath_isRefused() {
    assertThat(paths.realPath("/a\0b")).isEmpty();
  }

  /** Our working directory is not the server's. */
  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "src", "no/such/path"})
  void pathThatDoesNotSayWhereItBegins_isRefused(String relative) {
    assertThat(paths.realPath(relative)).isEmpty();
  }

  private String real(String inside) {
    return paths.realPath(root.resolve(inside).toString()).orElseThrow();
  }
}
