package io.portreeve.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
  @TempDir private Path temporary;
  private Path folder;
  private Path data;

  @BeforeEach
  void makeData() throws IOException {
    folder = temporary.toRealPath();
    data = Files.createDirectory(folder.resolve("data"));
  }

  @Test
  void grantAroundOurData_orWithinIt_isRefused() throws IOException {
    Path inside = Files.writeString(data.resolve("keys"), "x");
    Path link = Files.createSymbolicLink(folder.resolve("link"), data);
    for (Path granted : List.of(folder, data, inside, data.resolve("not-yet-there"), link)) {
      assertThatIOException()
          .isThrownBy(() -> profile(List.of(granted), data).grants(Stream.empty(), folder))
          .withMessageContainingAll(granted.toString(), data.toString(), "move that elsewhere");
    }
  }

  @Test
  void packageAroundOurData_isOpenedBesideIt_andThroughNoLink() throws IOException {
    Path code = Files.writeString(folder.resolve("main.js"), "x");
    Path _ = Files.createSymbolicLink(folder.resolve("link"), Path.of("/etc"));
    assertThat(profile(List.of(), data).grants(Stream.of(folder), folder).reads())
        .contains(code)
        .doesNotContain(folder, data, folder.resolve("link"));
  }

  @Test
  void partOfOurDataThatIsInstalled_staysClosed() throws IOException {
    Path inside = Files.writeString(data.resolve("script"), "x");
    assertThat(profile(List.of(), data).grants(Stream.of(inside), folder).reads())
        .doesNotContain(inside);
  }

  @Test
  void dataAmongWhatEveryProgramReads_staysClosed() throws IOException {
    Path within = Path.of("/etc/ssl/portreeve");
    List<Path> open = profile(List.of(), within).grants(Stream.empty(), folder).reads();
    assertThat(profile(List.of(), data).grants(Stream.empty(), folder).reads())
        .contains(Path.of("/etc/ssl"));
    assertThat(open).doesNotContain(Path.of("/etc/ssl"));
  }

  /** Whoever changes it decides by which rules the next program is confined. */
  @Test
  void ourOwnCode_isForNoProgramToChange_andForAnyToRead() throws IOException {
    Starter ours = Starter.ours();
    Path around = ours.classes().toAbsolutePath().resolve("..").normalize();
    Path library = ours.java().resolve("../../lib");
    for (Path granted : List.of(ours.classes(), around, ours.java(), library, Path.of("/"))) {
      assertThatIOException()
          .isThrownBy(() -> writing(granted).grants(Stream.empty(), folder))
          .withMessageContaining("no program may change");
    }
    assertThat(profile(List.of(ours.classes()), data).grants(Stream.empty(), folder).reads())
        .contains(ours.classes());
    assertThat(writing(folder).grants(Stream.empty(), folder).writes()).contains(folder);
  }

  @Test
  void installationFolder_isPartOfOurOwnCode() {
    Starter ours = Starter.ours();

    assertThat(new Starter(ours.java(), ours.classes(), Optional.of(folder)).parts())
        .contains(folder, ours.classes());
  }

  private static Profile writing(Path granted) {
    Bounds bounds = new Bounds(1, 2, 3, 4, 5, 6);
    return new Profile(List.of(), List.of(granted), List.of(), new Network.None(), bounds, true);
  }

  private static Profile profile(List<Path> reads, Path closed) {
    Bounds bounds = new Bounds(1, 2, 3, 4, 5, 6);
    return new Profile(reads, List.of(), List.of(closed), new Network.None(), bounds, true);
  }
}
