package io.portreeve.gateway.scan.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.scan.finding.Severity;
import io.portreeve.gateway.scan.folder.Looks;
import io.portreeve.gateway.scan.folder.Pipe;
import io.portreeve.testkit.EverLonger;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageProbeTest {
  private static final Looks LOOKS = new Looks(Duration.ofMinutes(1));
  private static final String ADVISORY =
      """
      {"id": "%s", "summary": "Lets everybody in", "database_specific": {"severity": "CRITICAL"},
       "affected": [{"package": {"ecosystem": "%s", "name": "%s"},
         "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0"}]}]}]}
      """;

  @TempDir private Path directory = Path.of("");
  private Path app = directory;

  @BeforeEach
  void advisories() throws IOException {
    app = Files.createDirectory(directory.resolve("app"));
    write(directory.resolve("osv/npm/GHSA-npm.json"), ADVISORY.formatted("GHSA-n", "npm", "bad"));
    write(directory.resolve("osv/readme.txt"), "no advisory");
    zip(
        directory.resolve("osv/PyPI/all.zip"),
        "PYSEC-1.json",
        ADVISORY.formatted("PYSEC-1", "PyPI", "Bad_Py"));
    zip(
        directory.resolve("osv/Maven/all.zip"),
        "GHSA-m.json",
        ADVISORY.formatted("GHSA-m", "Maven", "org.bad:bad"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "package-lock.json ; {'packages':{'':{'version':'1.0.0'},'node_modules/a/node_modules/bad':{'version':'1.0.0'}}}",
        "npm-shrinkwrap.json ; {'dependencies':{'a':{'version':'1.0.0','dependencies':{'bad':{'version':'1.0.0'}}}}}",
        "package-lock.json ; {'packages':{'node_modules/other':{'name':'bad','version':'1.0.0'}}}",
        "node_modules/bad/package.json ; {'name':'bad','version':'1.0.0'}",
        "node_modules/a/node_modules/bad/package.json ; {'name':'bad','version':'1.0.0'}",
        "bom.json ; {'bomFormat':'CycloneDX','components':[{'components':[{'purl':'pkg:npm/bad@1.0.0?x=y'}]}]}",
        "app.spdx.json ; {'packages':[{'externalRefs':[{'referenceType':'purl','referenceLocator':'pkg:npm/bad@1.0.0'}]}]}"
      })
  void vulnerablePackageOfNpm_isFoundWhereverItStands(String file, String text) throws Exception {
    write(app.resolve(file), text.replace('\'', '"'));

    assertThat(findings("[node, app/index.js]"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.rule().id()).isEqualTo("vulnerable-package");
          assertThat(one.severity()).isEqualTo(Severity.CRITICAL);
          assertThat(one.subject()).isEqualTo("bad 1.0.0");
          assertThat(one.evidence()).isEqualTo("GHSA-n, fixed in 2.0: Lets everybody in");
          assertThat(one.file()).hasValue(app.resolve(file));
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "requirements.txt ; # a comment|other>=1|bad-py[x] == 1.5 ; python_version>'3'",
        "poetry.lock ; [[package]]|name = \"bad-py\"|version = \"1.5\"|[metadata]|version = \"9\"",
        "uv.lock ; version = 1||[[package]]|name = \"bad-py\"|version = \"1.5\"",
        ".venv/lib/python3.12/site-packages/bad_py-1.5.dist-info/METADATA ; Metadata-Version: 2.1|Name: Bad.Py|Version: 1.5||Name: no"
      })
  void vulnerablePackageOfPypi_isFoundWhereverItStands(String file, String lines) throws Exception {
    write(app.resolve(file), lines.replace('|', '\n'));

    assertThat(findings("[python3, app/server.py]"))
        .extracting(one -> one.subject() + " " + one.evidence().substring(0, 7))
        .containsExactly("bad-py 1.5 PYSEC-1");
  }

  @Test
  void vulnerablePackageInAJar_isFound() throws Exception {
    zip(
        app.resolve("lib/all.jar"),
        "META-INF/maven/org.bad/bad/pom.properties",
        "groupId=org.bad\nartifactId=bad\nversion=1.9.9\n");

    assertThat(findings("[java, -jar, app/lib/all.jar]"))
        .extracting(Finding::subject)
        .containsExactly("org.bad:bad 1.9.9");
  }

  @ParameterizedTest
  @CsvSource({
    "'[npx, -y, bad@1.0.0]', 1",
    "'[npx, -y, bad@2.0.0]', 0",
    "'[npx, -y, bad]', 0",
    "'[uvx, bad-py==1.0]', 1",
    "'[uvx, good-py==1.0]', 0"
  })
  void packageInACommand_isFound(String command, int found) throws Exception {
    assertThat(findings(command)).hasSize(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "yarn.lock ; # yarn lockfile v1||bad@^1.0.0, bad@^1.0.1:|  version \"1.0.0\"|  resolved \"https://r.example\"",
        "yarn.lock ; \"other@npm:bad@^1.0.0\":|  version \"1.0.0\"",
        "yarn.lock ; __metadata:|  version: 8||\"bad@npm:^1.0.0, bad@npm:1.x\":|  version: 1.0.0|  resolution: \"bad@npm:1.0.0\"",
        "pnpm-lock.yaml ; lockfileVersion: '9.0'|importers:|  .:|    dependencies: {}|packages:||  bad@1.0.0:|    resolution: {integrity: x}|snapshots:||  bad@1.0.0:|    x: y",
        "pnpm-lock.yaml ; packages:||  /bad@1.0.0(peer@2.0.0):|    dev: false",
        "pnpm-lock.yaml ; packages:||  /bad/1.0.0_peer@2.0.0:|    dev: false"
      })
  void packageInALockFileOfAnotherTool_isFound(String file, String lines) throws Exception {
    write(app.resolve(file), lines.replace('|', '\n'));

    assertThat(findings("[node, app/index.js]"))
        .extracting(Finding::subject)
        .containsExactly("bad 1.0.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "yarn.lock ; \"@scope/bad@^1.0.0\":|  version \"1.0.0\"",
        "yarn.lock ; \"bad@npm:good@^1.0.0\":|  version \"1.0.0\"",
        "yarn.lock ; \"bad@workspace:.\":|  version: 0.0.0-use.local",
        "yarn.lock ; bad@^1.0.0:|  version \"2.0.0\"",
        "pnpm-lock.yaml ; packages:||  '@scope/bad@1.0.0':|    dev: false||  /@scope/bad/1.0.0:|    dev: false",
        "pnpm-lock.yaml ; packages:||  bad@file:../bad:|    dev: false"
      })
  void packageOfAnotherNameOrVersion_isNone(String file, String lines) throws Exception {
    write(app.resolve(file), lines.replace('|', '\n'));

    assertThat(findings("[node, app/index.js]")).isEmpty();
  }

  @Test
  void packageInALockFileOfGradle_isFound() throws Exception {
    write(
        app.resolve("gradle.lockfile"),
        "# a comment\norg.bad:bad:1.9.9=runtimeClasspath\norg.good:good:1.0=x\nempty=\n");

    assertThat(findings("[java, -jar, app/all.jar]"))
        .extracting(Finding::subject)
        .containsExactly("org.bad:bad 1.9.9");
  }

  @Test
  void fixedVersion_isNoFinding() throws Exception {
    write(
        app.resolve("package-lock.json"),
        "{\"packages\":{\"node_modules/bad\":{\"version\":\"2.0.0\"}}}");

    assertThat(findings("[node, app/index.js]")).isEmpty();
  }

  @Test
  void maliciousPackage_isFoundByItsOwnRule() throws Exception {
    write(
        directory.resolve("osv/npm/MAL-1.json"),
        "{\"id\":\"MAL-1\",\"affected\":[{\"package\":{\"ecosystem\":\"npm\",\"name\":\"evil\"},\"versions\":[\"1.0.0\"]}]}");

    assertThat(findings("[npx, -y, evil@1.0.0]"))
        .extracting(one -> one.rule().id())
        .containsExactly("malicious-package");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]"})
  void fileThatCannotBeRead_isAFinding(String text) throws Exception {
    write(app.resolve("package-lock.json"), text);

    assertThat(findings("[node, app/index.js]"))
        .extracting(one -> one.rule().id() + " " + one.subject())
        .containsExactly("packages-unread package-lock.json");
  }

  /** What a scan holds at once must not be the choice of whoever wrote the server. */
  @Test
  void jarThatSaysTooMuch_isAFinding_andNoPackage() throws Exception {
    String pom = "META-INF/maven/org.bad/bad/pom.properties";
    String honest = "groupId=org.bad\nartifactId=bad\nversion=1.9.9\n";
    zip(app.resolve("lib/long.jar"), pom, honest + "#".repeat(1 << 16));
    zip(app.resolve("lib/name.jar"), pom, honest + "version=" + "9".repeat(1000));

    assertThat(findings("[java, -jar, app/lib/all.jar]"))
        .extracting(one -> one.rule().id() + " " + one.subject())
        .containsExactlyInAnyOrder("packages-unread long.jar", "packages-unread name.jar");
  }

  @Test
  void link_leadsNowhere() throws Exception {
    Path outside = directory.resolve("outside");
    write(
        outside.resolve("package-lock.json"),
        "{\"packages\":{\"node_modules/bad\":{\"version\":\"1.0.0\"}}}");
    var _ = Files.createSymbolicLink(app.resolve("linked"), outside);
    var _ =
        Files.createSymbolicLink(
            app.resolve("package-lock.json"), outside.resolve("package-lock.json"));

    assertThat(findings(app, "[node, index.js]")).isEmpty();
  }

  /** No write access to what is another's is needed: below, beside, or in the folder of both. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "b/package-lock.json",
        "b/node_modules/bad/package.json",
        "node_modules/bad/package.json",
        "package-lock.json"
      })
  void packageOfANeighbour_isNoFindingOfAnHonestServer(String file) throws Exception {
    write(app.resolve("a/index.js"), "start();");
    write(app.resolve("b/index.js"), "start();");
    write(app.resolve("package.json"), "{}");
    write(
        app.resolve(file),
        file.endsWith("lock.json")
            ? "{\"packages\":{\"node_modules/bad\":{\"version\":\"1.0.0\"}}}"
            : "{\"name\":\"bad\",\"version\":\"1.0.0\"}");

    assertThat(of("a: {command: [node, a/index.js]}"))
        .as("who is alone in a folder answers for all of it")
        .extracting(Finding::server)
        .containsOnly("a");
    assertThat(of("a: {command: [node, a/index.js]}, b: {command: [node, b/index.js]}"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.server()).isEqualTo(file.startsWith("b/") ? "b" : "");
          assertThat(one.subject()).startsWith("bad 1.0.0");
          assertThat(one.severity()).isEqualTo(Severity.CRITICAL);
        });
  }

  @Test
  void dependencyThatNpmLaidBesideTheServersPackage_isFound() throws Exception {
    write(directory.resolve("h/node_modules/one/package.json"), "{}");
    write(directory.resolve("h/node_modules/one/dist/index.js"), "start();");
    write(
        directory.resolve("h/node_modules/bad/package.json"),
        "{\"name\":\"bad\",\"version\":\"1.0.0\"}");

    assertThat(of("a: {command: [node, ../h/node_modules/one/dist/index.js]}"))
        .extracting(one -> one.server() + " " + one.subject())
        .containsExactly("a bad 1.0.0");
  }

  @Test
  void packageInAFolderOfSeveral_isToldWithTheNamesOfAll() throws Exception {
    write(app.resolve("a/index.js"), "start();");
    write(
        app.resolve("package-lock.json"),
        "{\"packages\":{\"node_modules/bad\":{\"version\":\"1.0.0\"}}}");

    assertThat(of("a: {command: [node, a/index.js]}, b: {command: [x]}"))
        .extracting(Finding::subject)
        .containsExactly("bad 1.0.0 of one of a, b (in " + app + ")");
  }

  private List<Finding> of(String servers) throws InterruptedException {
    var all = Configurations.of(app, "data: ./data\nservers: {" + servers + "}\n").servers();
    return new PackageProbe(all, List.of(new OsvFolder(directory.resolve("osv"))), LOOKS)
        .look(Progress.NONE);
  }

  @Test
  void folderWithoutAdvisories_isAFinding() throws Exception {
    var servers = Configurations.of(directory, configuration(directory, "[x]")).servers();

    assertThat(
            new PackageProbe(servers, List.of(new OsvFolder(directory.resolve("none"))), LOOKS)
                .look(Progress.NONE))
        .extracting(one -> one.rule().id() + " of " + one.server())
        .containsExactly("advisories-untold of ");
  }

  @Test
  void ecosystemThatTheFolderHasNothingOf_isAFindingOfWhoeverUsesIt() throws Exception {
    Files.delete(directory.resolve("osv/npm/GHSA-npm.json"));

    assertThat(of("a: {command: [npx, -y, bad@1.0.0]}, b: {command: [uvx, bad-py==1.0]}"))
        .extracting(one -> one.rule().id() + " of " + one.server())
        .containsExactlyInAnyOrder("advisories-untold of a", "vulnerable-package of b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'bomFormat':'CycloneDX','components':[{'purl':'pkg:npm/bad@1.0.0'}]}",
        "{'packages':[{'externalRefs':[{'referenceType':'purl','referenceLocator':'pkg:npm/bad@1.0.0'}]}]}"
      })
  void vulnerablePackageOfARemoteServer_isFoundInTheListThatTheOperatorNames(String text)
      throws Exception {
    write(directory.resolve("remote.json"), text.replace('\'', '"'));

    assertThat(listed())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.rule().id()).isEqualTo("vulnerable-package");
          assertThat(one.server()).isEqualTo("remote");
          assertThat(one.subject()).isEqualTo("bad 1.0.0");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "no JSON", "{'components':[{'name':'bad'}]}"})
  void listThatNamesNoPackage_isAFinding(String text) throws Exception {
    write(directory.resolve("remote.json"), text.replace('\'', '"'));

    assertThat(listed())
        .extracting(one -> one.rule().id() + " of " + one.server())
        .containsExactly("packages-unread of remote");
  }

  /** Nobody writes to it, so whoever opens it waits. */
  @Test
  void pipe_isAFindingOfItsServer_andKeepsNoOtherFromBeingLookedAt() throws Exception {
    Pipe.make(app.resolve("pipe"));
    var servers =
        Configurations.of(
                app,
                """
                data: ./data
                servers:
                  one: {url: "https://a.example/mcp", sbom: pipe}
                  two: {command: [npx, -y, bad@1.0.0]}
                """)
            .servers();
    var osv = new OsvFolder(directory.resolve("osv"));
    try {
      EverLonger.untilInTime(limit -> {
        var probe = new PackageProbe(servers, List.of(osv), new Looks(limit));
        return probe.look(Progress.NONE).stream()
            .map(one -> one.server() + " " + one.rule().id())
            .toList()
            .equals(List.of("one scan-failed", "two vulnerable-package"));
      });
    } finally {
      Pipe.release(app.resolve("pipe"));
    }
  }

  @Test
  void listThatIsNotThere_isAFinding() throws Exception {
    assertThat(listed()).extracting(Finding::evidence).containsExactly("it is not there");
  }

  /** Of lines, the memory of each is many times that of its end. */
  @ParameterizedTest
  @ValueSource(strings = {"yarn.lock", "pnpm-lock.yaml", "poetry.lock", "package-lock.json"})
  void fileThatWouldTakeOurMemory_isNotRead(String name) throws Exception {
    Path file = app.resolve(name);
    write(file, "");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(9 << 20);
    }

    assertThat(findings("[node, app/index.js]"))
        .extracting(Finding::evidence)
        .containsExactly("it is longer than 8388608 bytes");
  }

  @Test
  void jarThatWouldTakeOurMemory_isNotOpened() throws Exception {
    Path file = app.resolve("server.jar");
    zip(file, "META-INF/maven/g/a/pom.properties", "groupId=g");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(65 << 20);
    }

    assertThat(findings("[node, app/index.js]"))
        .extracting(Finding::evidence)
        .containsExactly("it is longer than 67108864 bytes");
  }

  private List<Finding> listed() throws InterruptedException {
    var servers =
        Configurations.of(
                directory,
                """
                data: ./data
                servers: {remote: {url: "https://a.example/mcp", sbom: remote.json}}
                """)
            .servers();
    return new PackageProbe(servers, List.of(new OsvFolder(directory.resolve("osv"))), LOOKS)
        .look(Progress.NONE);
  }

  private List<Finding> findings(String command) throws InterruptedException {
    return findings(app, command);
  }

  private List<Finding> findings(Path folder, String command) throws InterruptedException {
    var servers = Configurations.of(directory, configuration(folder, command)).servers();
    return new PackageProbe(servers, List.of(new OsvFolder(directory.resolve("osv"))), LOOKS)
        .look(Progress.NONE);
  }

  private static String configuration(Path folder, String command) {
    return """
    data: ./data
    servers: {one: {command: %s, directory: "%s"}, two: {url: "https://a.example/mcp"}}
    """
        .formatted(command, folder);
  }

  private static void write(Path file, String text) throws IOException {
    var _ = Files.createDirectories(file.getParent());
    var _ = Files.writeString(file, text);
  }

  private static void zip(Path file, String entry, String text) throws IOException {
    var _ = Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
  }
}
