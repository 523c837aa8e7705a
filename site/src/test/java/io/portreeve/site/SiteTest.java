package io.portreeve.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {
  private static final String MENU = "# All\n\n## Begin\n\n- [Start](start.md)\n";

  private final Path root;
  private final Path made;

  SiteTest(@TempDir Path directory) {
    this.root = directory.resolve("repository");
    this.made = directory.resolve("site");
  }

  @BeforeEach
  void write() throws IOException {
    file("README.md", "# Portreeve\n\nSee [start](docs/start.md#two-words).\n");
    file("docs/README.md", MENU);
    file("docs/start.md", "# Start <here>\n\n## Two words\n\n<b onclick='x()'>raw</b>\n");
  }

  private void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Site site() {
    return new Site(new Repository(root));
  }

  private String page(String name) throws IOException {
    site().write(made);
    return Files.readString(made.resolve(name));
  }

  @Test
  void siteOfThisProject_hasNoLinkThatLeadsNowhere() {
    assertThat(new Site(new Repository(Path.of(".."))).problems()).isEmpty();
  }

  @Test
  void page_isMadeWhereItsLinksLead() throws IOException {
    assertThat(page("index.html")).contains("<a href=\"docs/start.html#two-words\">start</a>");
    assertThat(page("docs/start.html"))
        .contains(
            "<h2 id=\"two-words\">",
            "<a href=\"../docs/start.html\" aria-current=\"page\">Start</a>");
    assertThat(site().problems()).isEmpty();
  }

  @Test
  void markupInText_isText() throws IOException {
    assertThat(page("docs/start.html"))
        .contains("&lt;b onclick='x()'&gt;", "<title>Start &lt;here&gt; · Portreeve</title>")
        .doesNotContain("<b onclick");
  }

  @Test
  void linkToNoFile_isTold() throws IOException {
    file("docs/start.md", "# Start\n\n[gone](gone.md), [out](../../../etc/passwd)\n");

    assertThat(site().problems())
        .contains(
            "docs/start.md: no such file: gone.md",
            "docs/start.md: no such file: ../../../etc/passwd");
  }

  @Test
  void linkToNoHeading_isTold() throws IOException {
    file("docs/start.md", "# Start\n\n[up](#nothing)\n");

    assertThat(site().problems())
        .containsExactly(
            "README.md: no such heading: docs/start.md#two-words",
            "docs/start.md: no such heading: docs/start.md#nothing");
  }

  @Test
  void pageThatNobodyNames_isTold() throws IOException {
    file("docs/lost.md", "# Lost\n");

    assertThat(site().problems()).containsExactly("docs/lost.md: not named in docs/README.md");
  }

  @Test
  void fileThatAPageSpeaksOf_goesWithIt() throws IOException {
    file("examples/one.yaml", "listen: here\n");
    file("docs/start.md", "# Start\n\n## Two words\n\n[example](../examples/one.yaml)\n");

    assertThat(page("examples/one.yaml")).isEqualTo("listen: here\n");
  }

  @Test
  void pageThatIsOnlyLinked_isMadeToo() throws IOException {
    file("bench/README.md", "# Bench\n");
    file("docs/start.md", "# Start\n\n## Two words\n\n[bench](../bench/README.md)\n");

    assertThat(page("bench/index.html")).contains("<h1 id=\"bench\">Bench</h1>");
  }

  @Test
  void whatStoodThereBefore_isGone() throws IOException {
    site().write(made);
    Files.writeString(made.resolve("docs/old.html"), "old");

    site().write(made);

    try (Stream<Path> all = Files.walk(made)) {
      List<String> names = all.map(one -> made.relativize(one).toString()).toList();
      assertThat(names).contains("site.css").doesNotContain("docs/old.html");
    }
  }
}
