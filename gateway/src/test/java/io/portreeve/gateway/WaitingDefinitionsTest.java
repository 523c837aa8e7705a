package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.guard.DefinitionPins.Standing;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.json.Json;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.FakePins;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitingDefinitionsTest {
  private static final Exchange ASKED = Exchanges.asking(Messages.callTool("read", "{}"));
  private static final Json FIRST = Jsons.json("{'name':'read'}");
  private static final Json CHANGED = Jsons.json("{'name':'read','description':'other'}");

  private final List<Runnable> soon = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final ToldVersions told = new ToldVersions();
  private final DefinitionPins pins = pins();

  private DefinitionPins pins() {
    return new WaitingDefinitions(
        new FakePins(
            Map.of(
                Kind.TOOL,
                Map.of(
                    "read", Standing.PENDING, "write", Standing.DRIFTED, "ok", Standing.APPROVED),
                Kind.PROMPT,
                Map.of("read", Standing.PENDING, "`; sh\u202e", Standing.DRIFTED),
                Kind.INSTRUCTIONS,
                Map.of("", Standing.DRIFTED))),
        told,
        soon::add,
        lines::add);
  }

  @Test
  void whatWasToldUnderOneConfiguration_isNotToldAgainUnderTheNext() {
    judge(Kind.TOOL, "read", FIRST);
    tell();
    lines.clear();

    pins().judge(ASKED, Kind.TOOL, "read", FIRST);
    tell();
    assertThat(lines).isEmpty();

    pins().judge(ASKED, Kind.TOOL, "read", CHANGED);
    tell();
    assertThat(lines).hasSize(1);
  }

  @Test
  void whatAServerShowsInOneGo_isOneLine_andWhatIsApprovedIsNone() {
    judge(Kind.TOOL, "read", FIRST);
    judge(Kind.TOOL, "ok", FIRST);
    judge(Kind.PROMPT, "read", FIRST);
    tell();

    assertThat(lines)
        .containsExactly(
            "server files: 2 definitions wait for approval and cannot be used until then: see"
                + " `portreeve pins list --waiting`, then `portreeve pins approve --server files"
                + " --all`");
  }

  @Test
  void whatChanged_isNamedEach_withTheDifferenceToLookAtFirst() {
    judge(Kind.TOOL, "write", CHANGED);
    judge(Kind.PROMPT, "`; sh\u202e", CHANGED);
    judge(Kind.INSTRUCTIONS, "", CHANGED);
    tell();

    assertThat(lines)
        .containsExactly(
            "server files: tool `write` CHANGED since it was approved, and cannot be used: look at"
                + " `portreeve pins diff files tool write` before you `portreeve pins approve files"
                + " tool write`",
            "server files: prompt ``; sh\\u202e` CHANGED since it was approved, and cannot be used:"
                + " look at `portreeve pins diff files prompt NAME` before you `portreeve pins"
                + " approve files prompt NAME`",
            "server files: instructions CHANGED since it was approved, and cannot be used: look at"
                + " `portreeve pins diff files instructions` before you `portreeve pins approve"
                + " files instructions`");
  }

  @Test
  void whatChangedByTheHundred_isNamedInPart_andTheRestCounted() {
    for (int i = 0; i < 100; i++) {
      judge(Kind.TOOL, "write", Jsons.json("{'name':'write','description':'" + i + "'}"));
    }
    tell();

    assertThat(lines).hasSize(6);
    assertThat(lines.getLast())
        .startsWith("server files: 95 more CHANGED since they were approved");
  }

  @Test
  void sameVersion_isToldOnce_andTheNextOneAgain() {
    judge(Kind.TOOL, "read", FIRST);
    tell();
    judge(Kind.TOOL, "read", FIRST);
    assertThat(soon).isEmpty();

    judge(Kind.TOOL, "read", CHANGED);
    tell();

    assertThat(lines).hasSize(2).last().asString().startsWith("server files: 1 definition waits");
  }

  @Test
  void standing_isWhatThePinsSay() {
    assertThat(pins.judge(ASKED, Kind.TOOL, "write", FIRST)).isEqualTo(Standing.DRIFTED);
    assertThat(pins.standing(ASKED, Kind.TOOL, "ok")).isEqualTo(Standing.APPROVED);
  }

  private void judge(Kind kind, String name, Json definition) {
    Standing _ = pins.judge(ASKED, kind, name, definition);
  }

  private void tell() {
    soon.forEach(Runnable::run);
    soon.clear();
  }
}
