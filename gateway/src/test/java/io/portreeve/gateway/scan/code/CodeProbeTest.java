package io.portreeve.gateway.scan.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.scan.folder.Looks;
import io.portreeve.testkit.EverLonger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeProbeTest {
  private static final Looks LOOKS = new Looks(Duration.ofMinutes(1));
  private static final String SHELL =
      "import { exec } from 'child_process';\n\nexec(`git log ${branch}`, done);\n";

  @TempDir private Path directory = Path.of("");

  @Test
  void shellCommandMadeOfValues_isFoundWithItsFileItsLineAndARemedy() throws IOException {
    write("app/dist/index.js", SHELL);

    assertThat(findings("[node, dist/index.js]"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.rule().id()).isEqualTo("javascript-shell-text");
          assertThat(one.server()).isEqualTo("one");
          assertThat(one.subject()).isEqualTo("index.js");
          assertThat(one.line()).isEqualTo(3);
          assertThat(one.place()).isEqualTo("index.js:3");
          assertThat(one.evidence()).isEqualTo("exec(`git log ${branch}`, done);");
          assertThat(one.file()).hasValue(real("app/dist/index.js"));
          assertThat(one.json().integer("line")).hasValue(3L);
        });
  }

  @Test
  void codeBesideTheFolderOfTheScript_isTold() throws IOException {
    write("app/bin/index.js", "require('../lib/payload.js');\n");
    write("app/lib/payload.js", "eval(atob(text));\n");

    assertThat(findings("[node, bin/index.js]"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.rule().id()).isEqualTo("code-unread");
          assertThat(one.evidence()).contains("beside the folder");
        });
  }

  /** The line moves with every release; what was accepted stays accepted. */
  @Test
  void sameCodeInAnotherLine_isTheSameFinding() throws IOException {
    write("app/index.js", SHELL);
    String before = findings("[node, index.js]").getFirst().id();
    write("app/index.js", "\n\n" + SHELL);

    assertThat(findings("[node, index.js]")).extracting(Finding::id).containsExactly(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "[node, src/a.mjs]           ; package.json src/a.mjs ; lib/b.ts",
        "[python3, -m, tool]         ; tool/__init__.py      ; tool/b.js",
        "[npx, -y, '@a/tool@1.0.0']  ; node_modules/@a/tool/package.json ; node_modules/@a/tool/dist/b.js",
        "[node, node_modules/.bin/t] ; node_modules/t/package.json node_modules/t/a.js ; node_modules/t/b.js"
      })
  void wholePackageOfTheProgram_isRead(String command, String there, String bad)
      throws IOException {
    for (String file : there.split(" ", -1)) {
      write("app/" + file, "{}");
    }
    write("app/" + bad, SHELL);
    if (command.contains(".bin")) {
      Path bin = Files.createDirectories(directory.resolve("app/node_modules/.bin"));
      var _ = Files.createSymbolicLink(bin.resolve("t"), Path.of("../t/a.js"));
    }

    assertThat(findings(command))
        .extracting(one -> one.rule().id() + " " + one.file().orElseThrow().getFileName())
        .containsExactly("javascript-shell-text " + Path.of(bad).getFileName());
  }

  @Test
  void packageThatNpxKeeps_isRead() throws IOException {
    write("app/cache/_npx/0a1b/node_modules/tool/index.js", SHELL);
    String server =
        "command: [npx, -y, tool@1.0.0], environment: {npm_config_cache: \"text:cache\"}";

    assertThat(found(server)).hasSize(1);
  }

  @Test
  void packagesOfOthers_asEveryProjectHasThem_areNotRead() throws IOException {
    write("app/package.json", "{}");
    write("app/index.js", "start();\n");
    write("app/node_modules/other/index.js", SHELL);
    write("app/.git/index.js", SHELL);
    write("app/.venv/pyvenv.cfg", "");
    write("app/.venv/lib/python3.12/site-packages/other.js", SHELL);

    assertThat(findings("[node, index.js]")).isEmpty();
  }

  /** Each is code that Node would run, or could, and that nothing was said of. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[node, index.js]       ; venv/x.js                          ; javascript-shell-text venv/x.js",
        "[node, index.js]       ; .tox/x.js                          ; javascript-shell-text .tox/x.js",
        "[node, index.js]       ; data.txt                           ; code-unread data.txt",
        "[node, index.js]       ; bin/data                           ; code-unread data",
        "[node, index.js]       ; bin/module                         ; code-unread module",
        "[node, index.js]       ; main.cfg                           ; code-unread main.cfg",
        "[node, index.js]       ; lib/site-packages/x.js             ; code-unread site-packages",
        "[node, index.js]       ; lib/node_modules/x/index.js        ; code-unread node_modules",
        "[npx, -y, tool@1.0.0]  ; node_modules/tool/node_modules/x.js ; code-unread node_modules",
        "[npx, -y, tool@1.0.0]  ; node_modules/tool/.git/x.js        ; code-unread .git",
        "[node, start]          ; start                              ; code-unread start"
      })
  void codeThatIsLeftOut_isTold_orRead(String command, String file, String told)
      throws IOException {
    write("app/package.json", "{\"main\": \"main.cfg\"}");
    write("app/index.js", "require('./data.txt'); require( `./bin/data` );\n");
    write("app/more.mjs", "import x from './bin/module';\n");
    write("app/node_modules/tool/package.json", "{}");
    write("app/node_modules/tool/index.js", "start();\n");
    write("app/" + file, SHELL);

    assertThat(findings(command))
        .extracting(one -> one.rule().id() + " " + one.subject())
        .containsExactly(told);
  }

  @Test
  void fileThatNoCodeRuns_isNotTold() throws IOException {
    write("app/package.json", "{}");
    write("app/index.js", "require('./lib'); require('./data.json'); import './other';\n");
    write("app/lib.js", "");
    write("app/data.txt", SHELL);

    assertThat(findings("[node, index.js]")).isEmpty();
  }

  @Test
  void codeThatLiesTooDeep_isTold() throws IOException {
    write("app/package.json", "{}");
    write("app/index.js", "start();\n");
    write("app/" + "a/".repeat(40) + "x.js", SHELL);

    assertThat(findings("[node, index.js]"))
        .extracting(one -> one.rule().id() + " " + one.evidence())
        .containsExactly("code-unread it lies too deep");
  }

  @Test
  void linksThatLeadOutside_areNotFollowed_andTold() throws IOException {
    write("app/package.json", "{}");
    write("app/index.js", "start();\n");
    write("app/node_modules/x/index.js", SHELL);
    write("outside/index.js", SHELL);
    link("app/folder", "outside");
    link("app/one.js", "outside/index.js");
    link("app/packages", "app/node_modules/x");
    link("app/again.js", "app/index.js");
    link("app/readme", "outside/index.js");

    assertThat(findings("[node, index.js]"))
        .extracting(one -> one.rule().id() + " " + one.subject())
        .containsExactlyInAnyOrder(
            "code-unread folder", "code-unread one.js", "code-unread packages");
  }

  @Test
  void projectOfSeveralServers_isReadOnlyWhereItsCodeLies_andThatIsTold() throws IOException {
    write("app/package.json", "{}");
    write("app/a/index.js", "start();\n");
    write("app/b/index.js", "start();\n");
    write("app/lib/x.js", SHELL);

    assertThat(
            found(
                "command: [node, a/index.js], directory: ./app}, b: {command: [node, b/index.js]"))
        .extracting(one -> one.server() + " " + one.rule().id() + " " + one.subject())
        .containsExactly("one code-unread app", "b code-unread app");
  }

  private void link(String name, String target) throws IOException {
    var _ = Files.createSymbolicLink(directory.resolve(name), directory.resolve(target));
  }

  @Test
  void codeOfANeighbour_isNoFindingOfAnHonestServer() throws IOException {
    write("app/package.json", "{}");
    write("app/index.js", "start();\n");
    write("app/b/index.js", SHELL);

    assertThat(findings("[node, index.js]")).as("alone").hasSize(1);
    assertThat(
            found("command: [node, index.js], directory: ./app}, b: {command: [node, b/index.js]"))
        .extracting(one -> one.server() + " " + one.rule().id() + " " + one.subject())
        .containsExactly(
            "one code-unread b", "b code-unread app", "b javascript-shell-text index.js");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "// eval(x)\n",
        " /* eval(x)\n * eval(y)\n */\n",
        "/**\n * @param {string} a of `b`\n * eval(y)\n */\n",
        "/*\n\n * eval(y)\n \n * eval(z)\n */\n"
      })
  void comment_isNoCode(String text) throws IOException {
    write("app/index.js", text);
    write("app/a.py", "# eval(x)\n");

    assertThat(findings("[node, index.js]")).isEmpty();
  }

  /** What a program runs, and what looks like a comment. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "let x = 1\n* eval(y)\n",
        "/* a */\nlet x = 1\n* eval(y)\n",
        "/*\n// */ eval(y)\n",
        "let x = 1 /*\n// */\n* eval(y)\n",
        "// a\reval(y)\n",
        "// a\u2028eval(y)\n",
        "let x = '\u2028// '; eval(y)\n",
        "let x = `\n// ${eval(y)}`\n",
        "let x = `\n// `; eval(y)\n",
        "let x = `\n/* ${1\n* eval(y)}`\n",
        "let x = `\n/* `; z = 1\n* eval(y)\n",
        "let x = `\n/* ` + '`' + 1\n* eval(y)\n",
        "let x = 'a\\\n// '; eval(y)\n",
        "let x = 'a\\\n/* ' + 1\n* eval(y)\n",
        "let x = <b>\n// {eval(y)}</b>\n",
        "let x = <b>\n// </b>; eval(y)\n",
        "let x = <b a=\"\n// \"/>; eval(y)\n"
      })
  void whatOnlyLooksLikeAComment_isCode(String text) throws IOException {
    write("app/index.js", text);

    assertThat(findings("[node, index.js]"))
        .extracting(one -> one.rule().id())
        .containsExactly("javascript-eval");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = f'''\n# {eval(y)}'''\n",
        "x = '''\n# '''; eval(y)\n",
        "x = \"\"\"\n# \"\"\"; eval(y)\n",
        "x = 'a\\\n# '; eval(y)\n",
        "x = '\u2028# '; eval(y)\n",
        "# a\reval(y)\n"
      })
  void whatOnlyLooksLikeACommentOfPython_isCode(String text) throws IOException {
    write("app/server.py", text);

    assertThat(findings("[python3, server.py]"))
        .extracting(one -> one.rule().id())
        .containsExactly("python-eval");
  }

  @Test
  void commentsWithoutNumber_hideNoCodeBelowThem() throws IOException {
    String bad = "eval(Buffer.from(text, 'base64').toString())\n";
    write("app/index.js", ("// " + bad).repeat(1000) + bad);

    assertThat(findings("[node, index.js]"))
        .extracting(one -> one.rule().id() + " " + one.line())
        .contains("javascript-decoded-eval 1001");
  }

  /** What begins in a comment would else take the code after it along. */
  @Test
  void whatAPatternFindsFromACommentOn_hidesNoCodeEither() throws IOException {
    write("app/index.js", "// eval(\neval(y)\n");

    assertThat(findings("[node, index.js]"))
        .extracting(one -> one.rule().id() + " " + one.line())
        .containsExactly("javascript-eval 2");
  }

  @Test
  void codeAfterTheEndOfAComment_isCode() throws IOException {
    write("app/index.js", "/* a\n * b */ eval(x)\n");

    assertThat(findings("[node, index.js]"))
        .extracting(one -> one.rule().id() + one.line())
        .containsExactly("javascript-eval2");
  }

  @Test
  void scriptThatRunsAtInstallation_isFound() throws IOException {
    write("app/index.js", "start();\n");
    write(
        "app/package.json",
        "{\"scripts\":{\"test\":\"jest\",\"postinstall\":\"node collect.js\"}}");

    assertThat(findings("[node, index.js]"))
        .extracting(one -> one.rule().id() + " " + one.evidence())
        .containsExactly("install-script postinstall: node collect.js");
  }

  @Test
  void secretInCode_isFound_andNotShown() throws IOException {
    write("app/server.py", "TOKEN = 'ghp_" + "q8Zr2mVt6KpW".repeat(3) + "'\n");

    assertThat(findings("[python3, server.py]"))
        .extracting(one -> one.rule().id())
        .containsExactly("secret-in-code");
    assertThat(findings("[python3, server.py]").getFirst().evidence()).doesNotContain("q8Zr");
  }

  @Test
  void oneRule_tellsOnlyTheFirstPlacesInAFile() throws IOException {
    var text = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      text.append("eval(code").append(i).append(");\n");
    }
    write("app/index.js", text.toString());

    assertThat(findings("[node, index.js]")).hasSize(SourceRules.MOST);
  }

  @Test
  void fileThatIsTooLong_isAFinding() throws IOException {
    write("app/index.js", "x".repeat(SourceTree.LONGEST + 1));

    assertThat(findings("[node, index.js]"))
        .extracting(one -> one.rule().id() + " " + one.subject())
        .containsExactly("code-unread index.js");
  }

  @Test
  void moreFilesThanAreRead_areAFinding() throws IOException {
    for (int i = 0; i <= SourceTree.MOST_FILES; i++) {
      write("app/lib/" + i + ".js", "");
    }
    write("app/package.json", "{}");
    write("app/lib/index.js", "");

    assertThat(findings("[node, lib/index.js]"))
        .extracting(one -> one.rule().id())
        .containsExactly("code-unfinished");
  }

  /** As at a pipe, which opens only when somebody writes. */
  @Test
  void lookThatHangs_isAFindingOfItsServer_andKeepsNoOtherFromBeingLookedAt() throws Exception {
    write("app/index.js", SHELL);
    String servers =
        """
        data: ./data
        servers: {one: {command: [node, app/index.js]}, two: {command: [node, app/index.js]}}
        """;
    CountDownLatch end = new CountDownLatch(1);
    Progress hanging = at -> hang(at.equals("one"), end);
    try {
      EverLonger.untilInTime(limit -> {
        Looks looks = new Looks(limit);
        List<String> first = told(look(looks, servers, hanging));
        List<String> next = told(look(looks, servers, hanging));
        String late = "one scan-failed it took longer than " + limit.toSeconds() + " seconds";
        String still = "one scan-failed a look hangs that was begun before";
        String other = "two javascript-shell-text exec(`git log ${branch}`, done);";
        return first.equals(List.of(late, other)) && next.equals(List.of(still, other));
      });
    } finally {
      end.countDown();
    }
  }

  private static List<String> told(List<Finding> findings) {
    return findings.stream()
        .map(one -> one.server() + " " + one.rule().id() + " " + one.evidence())
        .toList();
  }

  /** No interrupt wakes who opens a pipe. */
  private static void hang(boolean really, CountDownLatch end) {
    while (really && end.getCount() > 0) {
      LockSupport.park();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[npx, -y, tool@1.0.0]  ; code-unseen",
        "[uvx, tool==1.0]       ; code-unseen",
        "[python3, -m, tool]    ; code-unseen",
        "[ruby, tool.rb]        ; code-unread",
        "[java, -jar, tool.jar] ; ''",
        "[/usr/bin/tool]        ; ''",
        "[docker, run, tool]    ; ''"
      })
  void codeThatShouldBeThere_andIsNot_isAFinding(String command, String rule) {
    assertThat(findings(command))
        .extracting(one -> one.rule().id())
        .containsExactlyElementsOf(rule.isEmpty() ? List.of() : List.of(rule));
  }

  private List<Finding> findings(String command) {
    return found("command: " + command);
  }

  private List<Finding> found(String server) {
    try {
      var _ = Files.createDirectories(directory.resolve("app"));
    } catch (IOException full) {
      throw new AssertionError(full);
    }
    String text =
        "data: ./data\nservers: {one: {"
            + server
            + ", directory: ./app}, two: {url: \"https://a.example/mcp\"}}\n";
    return look(LOOKS, text, Progress.NONE);
  }

  private List<Finding> look(Looks looks, String configuration, Progress progress) {
    try {
      return new CodeProbe(Configurations.of(directory, configuration).servers(), looks)
          .look(progress);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  private Path real(String file) throws IOException {
    return directory.resolve(file).toRealPath();
  }

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    var _ = Files.createDirectories(path.getParent());
    var _ = Files.writeString(path, text);
  }
}
