package io.portreeve.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.desk.UsualPlaces.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsualPlacesTest {
  @TempDir private Path home = Path.of("");

  private UsualPlaces places(String system, Map<String, String> environment) {
    return new UsualPlaces(
        name -> Optional.ofNullable(environment.get(name)), home, home.resolve("shop"), system);
  }

  @ParameterizedTest
  @CsvSource({
    "Linux,      .config/Claude/claude_desktop_config.json",
    "Linux,      .config/Code/User/mcp.json",
    "Linux,      .claude.json",
    "Linux,      .cursor/mcp.json",
    "Linux,      shop/.mcp.json",
    "Linux,      shop/.vscode/mcp.json",
    "Linux,      shop/.cursor/mcp.json",
    "Mac OS X,   Library/Application Support/Claude/claude_desktop_config.json",
    "Mac OS X,   Library/Application Support/Code/User/settings.json",
    "Windows 11, AppData/Roaming/Claude/claude_desktop_config.json",
    "Windows 11, AppData/Roaming/Code/User/mcp.json"
  })
  void file_isLookedForWhereItsClientKeepsIt(String system, String file) {
    assertThat(places(system, Map.of()).all()).extracting(Place::file).contains(home.resolve(file));
  }

  @Test
  void settingsThatLieElsewhere_areLookedForThere() {
    Path other = home.resolve("settings");
    String file = "Claude/claude_desktop_config.json";

    assertThat(places("Linux", Map.of("XDG_CONFIG_HOME", other.toString())).all())
        .extracting(Place::file)
        .contains(other.resolve(file));
    assertThat(places("Windows 11", Map.of("APPDATA", other.toString())).all())
        .extracting(Place::file)
        .contains(other.resolve(file));
  }

  @Test
  void onlyWhatIsThere_isFound() throws Exception {
    Files.createDirectories(home.resolve(".cursor/mcp.json"));
    Path claude = Files.writeString(home.resolve(".claude.json"), "{}");

    assertThat(places("Linux", Map.of()).found())
        .isEqualTo(List.of(new Place("Claude Code", claude)));
  }
}
