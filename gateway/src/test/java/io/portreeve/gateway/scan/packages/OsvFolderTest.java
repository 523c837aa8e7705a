package io.portreeve.gateway.scan.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.scan.finding.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a download that failed leaves behind must not look like packages that nothing is wrong with.
 */
class OsvFolderTest {
  private static final String ADVISORY =
      """
      {"id": "GHSA-1", "affected": [{"package": {"ecosystem": "npm", "name": "bad"},
        "versions": ["1.0.0"]}]}
      """;
  private static final Component NPM = component(Ecosystem.NPM);
  private static final Component PYPI = component(Ecosystem.PYPI);

  @TempDir private Path folder = Path.of("");

  @Test
  void archiveOfAdvisories_isRead() throws IOException {
    Files.write(folder.resolve("all.zip"), zip("GHSA-1.json", ADVISORY));

    assertThat(about(NPM).known()).extracting(Advisories.Known::component).containsExactly(NPM);
    assertThat(about(NPM).untold()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "all.zip, <html>, 'all.zip is no zip file, or an empty one'",
    "all.zip, '', 'all.zip is no zip file, or an empty one'",
    "a.json, <html>, a.json is no JSON",
    "a.json, '', a.json is no JSON"
  })
  void fileThatIsNotWhatItsNameSays_leavesAllUntold(String name, String text, String why)
      throws IOException {
    Files.writeString(folder.resolve("good.json"), ADVISORY);
    assertThat(about(NPM).known()).as("without it").hasSize(1);
    Files.writeString(folder.resolve(name), text);

    assertThatThrownBy(() -> about(NPM)).isInstanceOf(IOException.class).hasMessage(why);
  }

  @Test
  void archiveThatEndsTooSoon_orHoldsNoJson_leavesAllUntold() throws IOException {
    byte[] whole = zip("GHSA-1.json", ADVISORY);
    Files.write(folder.resolve("all.zip"), Arrays.copyOf(whole, whole.length / 3));
    assertThatThrownBy(() -> about(NPM))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("all.zip is broken: ");

    Files.write(folder.resolve("all.zip"), zip("GHSA-1.json", "{"));
    assertThatThrownBy(() -> about(NPM))
        .isInstanceOf(IOException.class)
        .hasMessage("all.zip!GHSA-1.json is no JSON");
  }

  @Test
  void advisoryThatIsTooLong_leavesAllUntold() throws IOException {
    Files.write(folder.resolve("a.json"), new byte[(4 << 20) + 1]);

    assertThatThrownBy(() -> about(NPM))
        .isInstanceOf(IOException.class)
        .hasMessage("a.json is longer than 4194304 bytes");
  }

  @Test
  void ecosystemWithoutAnyAdvisory_isUntold_andTheOtherIsTold() throws IOException {
    Files.writeString(folder.resolve("a.json"), ADVISORY);

    Advisories.Told told = about(NPM, PYPI);
    assertThat(told.known()).hasSize(1);
    assertThat(told.untold()).isEqualTo(Map.of(Ecosystem.PYPI, "it has no advisory of PyPI"));
  }

  @Test
  void emptyFolder_tellsNothing() throws IOException {
    assertThat(about(NPM).untold()).containsOnlyKeys(Ecosystem.NPM);
  }

  @Test
  void folderThatIsNotThere_isSaidToBeNone() {
    assertThatThrownBy(
            () -> new OsvFolder(folder.resolve("none")).about(List.of(NPM), Progress.NONE))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no such folder");
  }

  private Advisories.Told about(Component... components) throws IOException {
    return new OsvFolder(folder).about(List.of(components), Progress.NONE);
  }

  private static Component component(Ecosystem ecosystem) {
    return new Component(ecosystem, "bad", "1.0.0", Path.of("lock"));
  }

  private static byte[] zip(String entry, String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream out = bytes;
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }
}
