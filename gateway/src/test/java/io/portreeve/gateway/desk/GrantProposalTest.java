package io.portreeve.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrantProposalTest extends AtADesk {
  @BeforeEach
  void fill() throws Exception {
    Files.writeString(home.resolve("docs/notes.json"), "{}");
    Files.writeString(home.resolve("docs/notes.db"), "");
    Files.writeString(home.resolve("docs/ca.pem"), "");
  }

  private Grants grants(Map<String, String> variables, String... words) {
    return new GrantProposal(home, home.resolve("cache"), true, desk().path(), List.of())
        .of(program(variables, words), home.resolve("shop"));
  }

  private static Start.Program program(Map<String, String> variables, String... words) {
    Map<String, Optional<String>> known =
        Map.copyOf(
            variables.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> Optional.of(it.getValue()))));
    return new Start.Program(
        List.of(words),
        Stream.of(words).map(Optional::of).toList(),
        known,
        Set.of(),
        Optional.empty());
  }

  @Test
  void runner_getsAPlaceForPackages_andTheirRegistry() {
    Grants npx = grants(Map.of(), "npx", "-y", "pkg");
    assertThat(npx.folders()).containsOnlyKeys("npm_config_cache");
    assertThat(npx.write()).containsExactlyElementsOf(npx.folders().values());
    assertThat(npx.network()).containsExactly("registry.npmjs.org");

    assertThat(grants(Map.of(), "uvx", "pkg").network())
        .containsExactly("files.pythonhosted.org", "pypi.org");
    assertThat(grants(Map.of("npm_config_cache", home + "/docs"), "npx", "pkg").folders())
        .isEmpty();
    assertThat(grants(Map.of(), "own-server")).isEqualTo(Grants.none());
  }

  @Test
  void foldersAndFiles_areGrantedAsTheyAreUsed() {
    Path docs = home.resolve("docs");
    assertThat(grants(Map.of(), "x", docs.toString()).write()).containsExactly(docs);
    assertThat(grants(Map.of(), "x", "--root=" + docs).write()).containsExactly(docs);
    assertThat(grants(Map.of(), "x", "~/docs").write()).containsExactly(docs);
    assertThat(grants(Map.of(), "x", "../docs").write()).containsExactly(docs);
    assertThat(grants(Map.of("F", docs + "/notes.json"), "x").write())
        .containsExactly(docs.resolve("notes.json"));
    assertThat(grants(Map.of(), "x", docs + "/notes.db").write()).containsExactly(docs);
    assertThat(grants(Map.of("F", docs + "/new.json"), "x").write()).containsExactly(docs);
    assertThat(grants(Map.of("CA", docs + "/ca.pem"), "x").read())
        .containsExactly(docs.resolve("ca.pem"));
    assertThat(grants(Map.of(), "x", "server.js").read())
        .containsExactly(home.resolve("shop/server.js"));
  }

  @Test
  void pythonScript_isReadWithTheModulesBesideIt_andOneAloneIsNot() throws Exception {
    Path tools = Files.createDirectories(home.resolve("tools"));
    Files.writeString(tools.resolve("server.py"), "");
    assertThat(grants(Map.of(), "python3", tools + "/server.py").read())
        .containsExactly(tools.resolve("server.py"));

    Files.writeString(tools.resolve("helper.py"), "");
    assertThat(grants(Map.of(), "python3", "-u", tools + "/server.py").read())
        .containsExactly(tools);
    assertThat(grants(Map.of(), "/usr/bin/python3.12", "../tools/server.py").read())
        .contains(tools);
    assertThat(grants(Map.of(), "node", tools + "/server.py").read()).doesNotContain(tools);
  }

  @Test
  void pythonModule_isReadWhereItIsLookedFor() throws Exception {
    Files.createDirectories(home.resolve("shop/mail"));

    assertThat(grants(Map.of(), "python", "-m", "mail.server").read())
        .containsExactly(home.resolve("shop"));
    assertThat(grants(Map.of(), "python", "-m", "http.server").read()).isEmpty();
  }

  @Test
  void virtualEnvironment_isRead_thoughItIsHidden_andTheHomeIsNone() throws Exception {
    Path venv = Files.createDirectories(home.resolve("shop/.venv"));
    Files.writeString(venv.resolve("pyvenv.cfg"), "");
    executable(venv.resolve("bin/python"));
    assertThat(grants(Map.of(), venv + "/bin/python", "-c", "1").read()).containsExactly(venv);
    assertThat(grants(Map.of(), ".venv/bin/own-server").read()).containsExactly(venv);

    Files.writeString(home.resolve("pyvenv.cfg"), "");
    assertThat(grants(Map.of(), executable(home.resolve("bin/python")).toString()).read())
        .isEmpty();
  }

  @Test
  void shimsOfPyenv_readItsVersions() throws Exception {
    Path pyenv = Files.createDirectories(home.resolve(".pyenv"));
    var _ = Files.createDirectories(pyenv.resolve("versions"));
    environment.put("PATH", executable(pyenv.resolve("shims/python3")).getParent() + "");

    assertThat(grants(Map.of(), "python3", "-c", "1").read()).containsExactly(pyenv);
  }

  /** What runs may not change it, and what is hidden is not for a file of a client's to open. */
  @Test
  void foldersOfCode_areReadAndNotWorkedOn() throws Exception {
    Path lib = Files.createDirectories(home.resolve("shop/lib"));
    Path keys = Files.createDirectories(home.resolve(".ssh"));
    Grants grants = grants(Map.of("PYTHONPATH", "lib:" + keys), "python3");

    assertThat(grants.read()).containsExactly(lib);
    assertThat(grants.write()).isEmpty();
    assertThat(grants.withheld()).containsExactly(keys);
    Files.writeString(keys.resolve("a.py"), "");
    Files.writeString(keys.resolve("b.py"), "");
    assertThat(grants(Map.of(), "python3", keys + "/a.py").read()).doesNotContain(keys);
  }

  @Test
  void neitherTheHomeNorTheRoot_isGrantedForAFileThatIsToCome() {
    assertThat(grants(Map.of("F", home + "/new.json", "G", "/new.json"), "x", "/", "-y").write())
        .isEmpty();
  }

  @Test
  void whatIsPrivate_isNotGranted_noMatterHowItIsNamed_andThatIsSaid() throws Exception {
    Files.createDirectories(home.resolve(".ssh"));
    Path key = Files.writeString(home.resolve(".ssh/id_rsa"), "k");
    Path rc = Files.writeString(home.resolve(".bashrc"), "");
    Path link = Files.createSymbolicLink(home.resolve("shop/data"), home.resolve(".ssh"));

    Grants grants =
        grants(
            Map.of("RC", rc.toString(), "NEW", home + "/.config/new/x.db"),
            "x",
            "~/.ssh",
            "--key=" + key,
            link.toString(),
            "/etc/passwd",
            home.toString(),
            "/");

    assertThat(grants.read()).isEmpty();
    assertThat(grants.write()).isEmpty();
    assertThat(grants.withheld())
        .contains(home.resolve(".ssh"), key, rc, link, home, Path.of("/etc/passwd"), Path.of("/"));
  }

  @Test
  void file_isGrantedForWriting_onlyIfItIsTheProjects_orKeepsData() throws Exception {
    Path taxes = Files.writeString(home.resolve("docs/taxes.txt"), "");
    Path list = Files.writeString(home.resolve("shop/list.txt"), "");
    Path linked = Files.createSymbolicLink(home.resolve("shop/linked.txt"), taxes);

    Grants grants = grants(Map.of(), "x", taxes.toString(), list.toString(), linked.toString());

    assertThat(grants.write()).containsExactly(list);
    assertThat(grants.read()).containsExactlyInAnyOrder(taxes, linked);
  }

  @Test
  void look_opensFoldersToReadOnly_andNoHostsOfAnybody() {
    Path docs = home.resolve("docs");
    Grants grants =
        grants(
            Map.of("F", docs + "/notes.json", "API", "https://evil.example"),
            "npx",
            "pkg",
            docs.toString());
    assertThat(grants.write()).contains(docs);

    Grants look = grants.whileLooking(Runner.NPM);

    assertThat(look.read()).containsExactly(docs);
    assertThat(look.write()).containsExactlyElementsOf(grants.folders().values());
    assertThat(look.network()).containsExactly("registry.npmjs.org");
  }

  @Test
  void programOfTheProject_thatIsCalledAsARunner_isNone() throws Exception {
    Path planted = executable(home.resolve("shop/bin/docker"));
    executable(home.resolve("shop/bin/npx"));

    assertThat(grants(Map.of(), "./bin/docker", "run").unconfined()).isFalse();
    assertThat(grants(Map.of(), "docker", "run").unconfined()).isTrue();
    environment.put("PATH", planted.getParent() + ":" + environment.get("PATH"));
    assertThat(grants(Map.of(), "docker", "run").unconfined()).isFalse();
    assertThat(grants(Map.of(), "npx", "pkg")).isEqualTo(Grants.none());
    assertThat(grants(Map.of(), "./bin/npx", "pkg").network()).isEmpty();
    environment.put("PATH", "");
    assertThat(grants(Map.of(), "docker", "run").unconfined()).isFalse();
  }

  @Test
  void hostOfAnAddress_isGranted_butNotWithoutTls() {
    assertThat(
            grants(
                    Map.of(
                        "API", "https://API.example.com/v1?x=y", "B", "http://plain.example.com"),
                    "x",
                    "--url=https://other.example.com:8443")
                .network())
        .containsExactly("api.example.com", "other.example.com:8443");
  }

  @Test
  void container_isConfinedByNothingHere_norIsAnythingWhereThereIsNoSandbox() {
    assertThat(grants(Map.of(), "docker", "run", home.toString()).unconfined()).isTrue();
    assertThat(grants(Map.of(), "docker", "run", home.toString()).write()).isEmpty();
    assertThat(
            new GrantProposal(home, home, false, desk().path(), List.of())
                .of(program(Map.of(), "npx", "pkg"), home)
                .unconfined())
        .isTrue();
  }
}
