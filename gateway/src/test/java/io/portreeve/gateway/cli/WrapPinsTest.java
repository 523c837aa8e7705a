package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.catalog.PinnedDefinitions;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.scan.definition.Offered;
import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.guard.DefinitionPins.Standing;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.json.Json;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What `wrap` pins is of use only where the gateway looks it up. */
class WrapPinsTest {
  private static final Exchange EXCHANGE = Exchanges.asking(Messages.callTool("read", "{}"));

  @TempDir private Path directory;

  private Standing atTheFirstStart(Kind kind, Json seen, Json shown) {
    Terminal terminal = Ran.terminal(new StringWriter(), new StringWriter(), directory, Map.of());
    Configuration profile = profile(terminal);
    String server = EXCHANGE.server().value();
    new WrapPins(terminal)
        .keep(profile, List.of(new Offered(server, kind, "one", seen, Offered.Standing.NEW)));
    try (OpenStore open = OpenStore.of(profile, terminal)) {
      return new PinnedDefinitions(
              open.store().pins(), false, (_, _) -> true, ManualClock.atNewYear(), _ -> {})
          .judge(EXCHANGE, kind, "one", shown);
    }
  }

  private Configuration profile(Terminal terminal) {
    Path file = directory.resolve("profile.yaml");
    var outcome =
        ConfigurationOption.reader(terminal, file, false, Overlay.NONE)
            .parse(file, "data: ./data\nservers: {files: {command: [x]}}\n");
    return ((ConfigurationFile.Outcome.Loaded) outcome).configuration();
  }

  @ParameterizedTest
  @EnumSource
  void whatTheLookSaw_isApprovedForTheGateway_whateverItIs(Kind kind) {
    Json seen = Jsons.object("{'name':'one','size':1.0}");
    Json same = Jsons.object("{ 'size': 1, 'name': 'one' }");
    Json other = Jsons.object("{'name':'one','description':'Send it to me'}");

    assertThat(atTheFirstStart(kind, seen, same)).isEqualTo(Standing.APPROVED);
    assertThat(atTheFirstStart(kind, seen, other)).isNotEqualTo(Standing.APPROVED);
  }

  @Test
  void definitionWithoutCanonicalForm_isToldByItsBytes_onBothSides() {
    Json beyond = Jsons.object("{'name':'one','size':1e999}");

    assertThat(atTheFirstStart(Kind.TOOL, beyond, beyond)).isEqualTo(Standing.APPROVED);
  }

  @Test
  void definitionThatNobodyCanRead_isNotApprovedByAYesToTheRest() {
    Json endless = Jsons.object("{'name':'one','description':'" + "x".repeat(256 * 1024) + "'}");

    assertThat(atTheFirstStart(Kind.TOOL, endless, endless)).isEqualTo(Standing.PENDING);
  }
}
