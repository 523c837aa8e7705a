package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelationsCommandTest {
  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(
        directory.resolve("portreeve.yaml"),
        """
        data: ./data
        servers: {a: {command: [x]}}
        policy:
          objects:
            document: {ids: number, relations: {owner: [viewer], viewer: []}}
            team: {relations: {member: []}}
        """);
  }

  private Ran relations(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "relations";
    System.arraycopy(words, 0, all, 1, words.length);
    return Ran.in(directory, all);
  }

  @Test
  void addedRelation_isListed_untilItIsRemoved() {
    assertThat(relations("add", "document:7", "owner", "principal:ann").out())
        .isEqualTo("added: principal:ann owner of document:7\n");
    assertThat(relations("add", "document:7", "owner", "principal:ann").out())
        .startsWith("held already: ");
    assertThat(relations("list").outLines().get(1))
        .containsSubsequence("document:7", "owner", "principal:ann", "2026-11-23T12:00:00Z");

    assertThat(relations("remove", "document:7", "owner", "principal:ann").code()).isZero();
    assertThat(relations("remove", "document:7", "owner", "principal:ann").code())
        .isEqualTo(ExitCode.FINDING.number());
    assertThat(relations("list").outLines()).noneMatch(line -> line.contains("document:7"));
  }

  @Test
  void list_isCutToWhatIsAsked_alsoAsJson() {
    relations("add", "document:7", "viewer", "role:staff");
    relations("add", "document:8", "viewer", "team:red#member");

    assertThat(relations("list", "--object", "document:8", "--json").out())
        .isEqualTo(
            "{\"object\":\"document:8\",\"relation\":\"viewer\",\"holder\":\"team:red#member\","
                + "\"since\":\"2026-11-23T12:00:00Z\"}\n");
    assertThat(relations("list", "--holder", "role:staff", "--json").outLines()).hasSize(1);
    assertThat(relations("list", "--type", "team", "--json").out()).isEmpty();
    assertThat(relations("list", "--most", "1", "--json").err()).contains("there may be more");
  }

  @ParameterizedTest
  @CsvSource({
    "document:07, viewer, principal:ann, is no object",
    "document, viewer, principal:ann, is no object",
    "document:7, Viewer, principal:ann, is no relation",
    "document:7, viewer, ann, is no holder",
    "document:7, viewer, role:Staff, is no holder",
    "document:7, viewer, team:red, is no holder",
    "document:7, viewer, document:07#owner, is no holder"
  })
  void wrongWord_isRefused_withWhatToWriteInstead(
      String object, String relation, String holder, String why) {
    Ran ran = relations("add", object, relation, holder);

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.err()).contains(why).contains("write ");
  }

  @Test
  void relationThatItsTypeDoesNotHave_isRefused_andCanBeRemovedAllTheSame() throws IOException {
    Ran ran = relations("add", "document:7", "ownr", "principal:ann");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.err())
        .contains("`ownr` is no relation of `document`; write one that it has: owner, viewer");
    assertThat(relations("add", "document:7", "owner", "principal:ann").code()).isZero();
    assertThat(relations("list", "--json").outLines()).hasSize(1);
    assertThat(relations("remove", "document:7", "ownr", "principal:ann").code())
        .as("one of an earlier configuration that is not there")
        .isEqualTo(ExitCode.FINDING.number());
  }

  @Test
  void fileWithARelationThatItsTypeDoesNotHave_isNotAdded() throws IOException {
    Files.writeString(
        directory.resolve("all.txt"),
        "document:7 owner principal:ann\n\ndocument:8 ownr principal:ann\n");
    Ran ran = relations("import", "all.txt");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.err()).contains("line 3: `ownr` is no relation of `document`");
    assertThat(relations("list", "--json").out()).isEmpty();
  }

  /** It counts as a holder all the same, and where an argument asks for an owner. */
  @Test
  void relationOfATypeThatIsNotDeclared_isAdded_andToldForWhatItCounts() {
    assertThat(relations("add", "folder:7", "member", "group:/Engineering").err())
        .contains("no type `folder`", "only through the holder `folder:7#member`")
        .doesNotContain("kind `id`");
    Ran owner = relations("add", "folder:7", "owner", "principal:ann");
    assertThat(owner.err()).contains("through the holder `folder:7#owner`", "kind `id`");
    assertThat(owner.code()).isZero();
  }

  @Test
  void file_isAddedAsAWhole_orNotAtAll() throws IOException {
    Path file = directory.resolve("all.txt");
    Files.writeString(
        file, "# first\ndocument:7 owner principal:ann\n\ndocument:8  viewer\trole:staff\n");

    assertThat(relations("import", "all.txt").out()).isEqualTo("added 2, held already 0\n");
    assertThat(relations("import", "all.txt", "--json").out())
        .isEqualTo("{\"added\":0,\"held\":2}\n");

    Files.writeString(file, "document:9 owner principal:ann\ndocument:010 owner principal:ann\n");
    Ran wrong = relations("import", "all.txt");

    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(wrong.err()).contains("line 2: `document:010` is no object");
    assertThat(relations("list", "--object", "document:9", "--json").out()).isEmpty();
    assertThat(relations("import", "absent.txt").code()).isEqualTo(ExitCode.USAGE.number());
  }
}
