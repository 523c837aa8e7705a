package io.portreeve.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of {@code completion}, read by the shells that they are for. */
@Timeout(120)
class CompletionTest {
  /** What each line becomes by a TAB, one a line; a shell completes on a terminal alone. */
  private static final String TYPED =
      """
      zmodload zsh/zpty
      script=$1; shift
      zpty shell zsh -f -i
      zpty -w shell "PS1= PS2= RPS1=; unset zle_bracketed_paste; autoload -Uz compinit; compinit -u -D; source ${(q)script}"
      zpty -w shell "told() { print -r -- \\"<<\\$BUFFER>>\\"; BUFFER= }; zle -N told; bindkey '^X' told; print re''ady"
      zpty -r shell seen '*ready*'
      for line; do
        zpty -n -w shell "$line"$'\\t'$'\\x18'
        zpty -r shell seen '*<<*>>*'
        print -r -- ${${seen##*<<}%%>>*}
      done
      zpty -d shell
      """;

  @TempDir private Path directory = Path.of("");

  static boolean isZshInstalled() {
    return isInstalled("zsh");
  }

  static boolean isFishInstalled() {
    return isInstalled("fish");
  }

  static boolean isBashInstalled() {
    return isInstalled("bash");
  }

  private static boolean isInstalled(String shell) {
    return List.of("/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin").stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell)));
  }

  private Path script(String shell) throws IOException {
    Ran ran = Ran.in(directory, "completion", "--shell", shell);
    assertThat(ran.code()).isZero();
    return Files.writeString(directory.resolve("completion." + shell), ran.out());
  }

  private List<String> said(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String all = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
    assertThat(process.exitValue()).as(all).isZero();
    return all.lines().map(String::strip).toList();
  }

  private List<String> typedInZsh(String... lines) throws Exception {
    Path driver = Files.writeString(directory.resolve("typed.zsh"), TYPED);
    List<String> command = new ArrayList<>(List.of("zsh", "-f", driver.toString()));
    command.add(script("zsh").toString());
    command.addAll(List.of(lines));
    return said(command.toArray(String[]::new));
  }

  @Test
  @EnabledIf("isZshInstalled")
  void zsh_completesCommands_options_theWordsThatTheyTake_andFiles() throws Exception {
    Files.writeString(directory.resolve("team.yaml"), "");

    assertThat(
            typedInZsh(
                "portreeve keys cre",
                "./portreeve lab false",
                "portreeve run --up",
                "portreeve completion --shell zs",
                "portreeve audit export --format oc",
                "portreeve check -c tea",
                "portreeve exerc"))
        .containsExactly(
            "portreeve keys create",
            "./portreeve lab false-positives",
            "portreeve run --upstream=",
            "portreeve completion --shell zsh",
            "portreeve audit export --format ocsf",
            "portreeve check -c team.yaml",
            "portreeve exerc");
  }

  @Test
  void zsh_isToldWhatEachDoes_andWhatValuesAre() throws Exception {
    assertThat(Files.readString(script("zsh")))
        .startsWith("#compdef portreeve\n")
        .contains("'revoke:Revoke an API key for good'", "_portreeve_keys_revoke() {")
        .contains("'(--shell)--shell=[bash, zsh or fish (default\\: bash)]:SHELL:(bash zsh fish)'")
        .contains("'(-c --config)-c[", ":FILE:_files'")
        .contains("'*--role=[A role it carries; repeatable]:ROLE: '")
        .doesNotContain("bashcompinit", "exercise");
  }

  /** In a directory of {@code $fpath}, as packages have it. */
  @Test
  @EnabledIf("isZshInstalled")
  void zsh_findsTheScriptInItsPath() throws Exception {
    Files.copy(script("zsh"), directory.resolve("_portreeve"));
    Path driver =
        Files.writeString(
            directory.resolve("typed.zsh"),
            TYPED.replace("autoload -Uz", "fpath=($PWD $fpath); autoload -Uz"));

    assertThat(said("zsh", "-f", driver.toString(), "/dev/null", "portreeve keys cre"))
        .containsExactly("portreeve keys create");
  }

  @Test
  void bash_completesValuesAsTheyAreWritten_andNotAsTheCodeHasThem() throws Exception {
    assertThat(Files.readString(script("bash")))
        .contains("(\"bash\" \"zsh\" \"fish\")")
        .doesNotContain("\"BASH\"");
  }

  private List<String> offeredInFish(String line) throws Exception {
    return said(
        "fish",
        "--no-config",
        "-c",
        "source " + script("fish") + "; complete -C '" + line + "' | string split -f 1 \\t; true");
  }

  @Test
  @EnabledIf("isFishInstalled")
  void fish_completesCommands_options_andTheWordsThatTheyTake() throws Exception {
    assertThat(offeredInFish("portreeve --ver")).containsExactly("--version");
    assertThat(offeredInFish("portreeve keys list --ver")).isEmpty();
    assertThat(offeredInFish("portreeve keys ")).containsExactly("create", "list", "revoke");
    assertThat(offeredInFish("portreeve run --up")).containsExactly("--upstream");
    assertThat(offeredInFish("portreeve keys list -c x.yaml --js")).containsExactly("--json");
    assertThat(offeredInFish("portreeve completion --shell "))
        .containsExactly("bash", "fish", "zsh");
    assertThat(offeredInFish("portreeve exerc")).isEmpty();
  }

  @Test
  @EnabledIf("isBashInstalled")
  void bash_completesCommands_andOptions() throws Exception {
    String asked =
        """
        compopt() { :; }
        source %s
        COMP_WORDS=(portreeve %s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _complete_portreeve
        printf '%%s\\n' "${COMPREPLY[@]}"
        """;

    assertThat(said("bash", "-c", asked.formatted(script("bash"), "keys cre")))
        .containsExactly("create");
    assertThat(said("bash", "-c", asked.formatted(script("bash"), "run --up")))
        .containsExactly("--upstream");
  }
}
