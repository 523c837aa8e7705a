package io.portreeve.gateway.scan.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchTest {
  @ParameterizedTest
  @CsvSource({
    "npx -y server, NPM, server, , false",
    "npx -y @scope/server, NPM, @scope/server, , false",
    "npx -y @scope/server@1.2.3 --flag x, NPM, @scope/server, 1.2.3, true",
    "npx --yes server@latest, NPM, server, latest, false",
    "npx server@^1.2.3, NPM, server, ^1.2.3, false",
    "npx -p server@1.2.3-rc.1 run-it, NPM, server, 1.2.3-rc.1, true",
    "npx --package=server@1 run-it, NPM, server, 1, false",
    "/usr/bin/npx server@1.2.3, NPM, server, 1.2.3, true",
    "npm exec -- server@1.2.3, NPM, server, 1.2.3, true",
    "pnpm dlx server, NPM, server, , false",
    "bunx server@1.2.3, NPM, server, 1.2.3, true",
    "uvx server, PYPI, server, , false",
    "uvx server==1.2, PYPI, server, 1.2, true",
    "uvx server@1.2.3, PYPI, server, 1.2.3, true",
    "uvx server@latest, PYPI, server, latest, false",
    "uvx --from server==1.0.post1 start, PYPI, server, 1.0.post1, true",
    "uvx --python 3.12 server, PYPI, server, , false",
    "uv tool run server==1.2.3, PYPI, server, 1.2.3, true",
    "pipx run --spec server==1.2 server, PYPI, server, 1.2, true",
    "docker run -i --rm -e KEY mcp/server, IMAGES, mcp/server, , false",
    "docker run -i --rm mcp/server:1.2, IMAGES, mcp/server, 1.2, false",
    "podman run --rm host:5000/a/b, IMAGES, host:5000/a/b, , false",
  })
  void packageOfARegistry_isKnownByNameAndVersion(
      String command, Registry registry, String name, String version, boolean pinned) {
    assertThat(launch(command))
        .isInstanceOfSatisfying(
            Launch.FromRegistry.class,
            one -> {
              assertThat(one.registry()).isEqualTo(registry);
              assertThat(one.name()).isEqualTo(name);
              assertThat(one.version().orElse(null)).isEqualTo(version);
              assertThat(one.pinned()).isEqualTo(pinned);
            });
  }

  @Test
  void imageByDigest_isPinned() {
    String digest = "sha256:" + "0a".repeat(32);

    assertThat(launch("docker run -i mcp/server@" + digest))
        .isInstanceOfSatisfying(
            Launch.FromRegistry.class, one -> assertThat(one.pinned()).isTrue());
  }

  @ParameterizedTest
  @CsvSource({
    "node server.js --port 3, server.js",
    "node --require ./hook.js dist/server.js, dist/server.js",
    "python3 server.py, server.py",
    "python -u ./a/server.py, ./a/server.py",
    "java -cp x -jar app.jar, app.jar",
    "./bin/server --x, ./bin/server",
    "uv run server.py, server.py",
    "/bin/sh server.sh, server.sh",
    "bash -e ./bin/server.sh x, ./bin/server.sh",
  })
  void codeThatIsRun_isKnownByItsFile(String command, String file) {
    assertThat(launch(command)).isEqualTo(new Launch.Code(Path.of(file)));
  }

  @Test
  void shell_module_andPlainProgram_areTold() {
    assertThat(Launch.of(List.of("sh", "-c", "a | b"))).isEqualTo(new Launch.Shell("a | b"));
    assertThat(launch("python3 -m my.server x")).isEqualTo(new Launch.Module("my.server"));
    assertThat(launch("uv run -m my.server")).isEqualTo(new Launch.Module("my.server"));
    assertThat(launch("my-server --x y")).isEqualTo(new Launch.Named("my-server"));
    assertThat(launch("npm start")).isEqualTo(new Launch.Named("npm"));
    assertThat(launch("node")).isEqualTo(new Launch.Named("node"));
  }

  private static Launch launch(String command) {
    return Launch.of(List.of(command.split(" ")));
  }
}
