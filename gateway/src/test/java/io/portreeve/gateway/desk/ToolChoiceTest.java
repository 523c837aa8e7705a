package io.portreeve.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.Tool;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolChoiceTest extends AtADesk {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          read_file     | {}                        | path | true
          get_or_create | {}                        | name | false
          write_file    | {}                        | path | false
          frobnicate    | {}                        | x    | false
          frobnicate    | {"readOnlyHint":true}     | x    | false
          read_file     | {"destructiveHint":true}  | path | false
          read_file     | {"readOnlyHint":false}    | path | false
          read_file     | {"readOnlyHint":"false"}  | path | true
          fetch         | {}                        | url  | false
          """)
  void tool_isFreeByItsName_andItsServersHintsOnlyMakeItStricter(
      String name, String annotations, String argument, boolean free) throws Exception {
    assertThat(ToolChoice.of(tool(name, annotations, argument)).reads()).isEqualTo(free);
  }

  private static Tool tool(String name, String annotations, String argument) throws Exception {
    String text =
        "{\"name\":\"%s\",\"annotations\":%s,\"inputSchema\":{\"type\":\"object\",\"properties\":{\"%s\":{\"type\":\"string\"}}}}"
            .formatted(name, annotations, argument);
    return new Tool(
        (JsonObject) JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.defaults()));
  }

  @Test
  void profile_allowsWhatWasSeen_byName_andAsksForAllElse() throws Exception {
    Path file = placed("plain.json");
    List<Tool> tools =
        List.of(
            tool("read_file", "{}", "path"),
            tool("write_file", "{}", "path"),
            tool("get_*", "{}", "x"));

    String text = candidate(file, "a").text(new Sight.Seen(tools, false));

    assertThat(text)
        .contains(
            "\"read_file\": {approval: never}  # /path path",
            "\"write_file\": {consequential: true}",
            "{name: reads, tools: [\"read_file\"]}",
            "{name: asks-first, tools: [\"write_file\"]}",
            "approvals: {undeclared: user}")
        .doesNotContain("get_*", "prompts", "[\"*\"]");
  }

  @Test
  void nameOfAServerOrItsTool_endsNoLineOfTheProfile() throws Exception {
    Path file =
        placed("plain.json", "{\"mcpServers\":{\"a\\nlisten: x\":{\"command\":\"a-server\"}}}");

    String text =
        candidate(file, "a\nlisten: x")
            .text(new Sight.Seen(List.of(tool("read\\nlisten: 0.0.0.0", "{}", "x")), true));

    assertThat(text).contains("a\\nlisten: x", "read\\nlisten");
    assertThat(text.lines()).noneMatch(line -> line.startsWith("listen"));
  }
}
