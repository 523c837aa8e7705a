package io.portreeve.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.agent.model.OfferedTool;
import io.portreeve.mcp.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WireNamesTest {
  @Test
  void nameThatFits_staysAsItIs_evenIfAnotherComesBeforeItWouldTakeIt() {
    WireNames names = names("read.all", "read_all", "read/all");
    assertThat(names.wire("read_all")).isEqualTo("read_all");
    assertThat(names.wire("read.all")).isEqualTo("read_all_2");
    assertThat(names.wire("read/all")).isEqualTo("read_all_3");
  }

  @Test
  void names_comeBack_whateverTheyAre() {
    List<String> ours =
        List.of("a.b", "a b", "ü", "ö", "", "x".repeat(64), "x".repeat(65), "x".repeat(66), "a_b");
    WireNames names = names(ours.toArray(String[]::new));
    Set<String> wires = new HashSet<>();
    for (String name : ours) {
      String wire = names.wire(name);
      assertThat(wire).matches("[A-Za-z0-9_-]{1,64}");
      assertThat(names.ours(wire)).isEqualTo(name);
      assertThat(wires.add(wire)).as(wire).isTrue();
    }
  }

  @Test
  void nameOfNoTool_staysWhatTheModelMadeUp_andIsQuotedByOneThatFits() {
    WireNames names = names("a");
    assertThat(names.ours("rm -rf")).isEqualTo("rm -rf");
    assertThat(names.wire("rm -rf")).isEqualTo("rm_-rf");
  }

  private static WireNames names(String... names) {
    return new WireNames(
        Stream.of(names).map(name -> new OfferedTool(name, "", JsonObject.empty())).toList());
  }
}
