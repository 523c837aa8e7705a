package io.portreeve.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.relations.ObjectName;
import io.portreeve.mcp.CallTool;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenIdsTest {
  private static final String UUID = "5f0c1a7e-7d0e-4c2b-9a55-0f3f6f9d2b11";

  private static boolean names(CallTool call, String id) {
    return GivenIds.of(call).name(new ObjectName("note", id));
  }

  private static boolean names(String arguments, String id) {
    return names(Messages.callTool("make", arguments), id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id':8}",
        "{'id':8.0}",
        "{'id':80e-1}",
        "{'id':'8'}",
        "{'id':' 8 '}",
        "{'id':'08'}",
        "{'id':'+8'}",
        "{'id':'\uff18'}",
        "{'any':{'where':[1,[{'at':'8'}]]}}",
        "{'notes':{'8':true}}",
        "{'uri':'notes://note/8'}",
        "{'uri':'https://it.example.com/note?id=8&x=1'}",
        "{'ids':'7,8'}",
        "{'ids':'7, 8'}",
        "{'uri':'notes://note/%38'}",
        "{'uri':'notes://note/8?title=a b'}",
        "{'id':'8e000'}",
        "{'id':'0.08e2'}",
        "{'id':'\u0668'}",
        "{'id':'8\u200b'}",
        "{'id':'0_8'}"
      })
  void numberThatACallNames_isFoundInEverySpelling(String arguments) {
    assertThat(names(arguments, "8")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "0"})
  void numberWithWhateverManySilentCharacters_isFound(String silent) {
    assertThat(names("{'id':'" + silent.repeat(9_000) + "8'}", "8")).isTrue();
    assertThat(names("{'id':'8." + "0".repeat(9_000) + "'}", "8")).isTrue();
  }

  @Test
  void numberThatIsHiddenInALongList_isFound() {
    assertThat(names("{'ids':'8," + "x".repeat(10_000) + "'}", "8")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'id':88}",
        "{'id':null,'yes':true}",
        "{'text':'8 apples are not note number 8'}",
        "{'id':'1e999999999','also':'9e99'}",
        "{'id':'.'}"
      })
  void numberThatACallDoesNotName_isNotFound(String arguments) {
    assertThat(names(arguments, "8")).isFalse();
  }

  @Test
  void otherIds_areFoundWithoutRegardToCaseAndForm() {
    assertThat(names("{'id':'" + UUID.toUpperCase(Locale.ROOT) + "'}", UUID)).isTrue();
    assertThat(names("{'id':'Cafe\u0301'}", "caf\u00e9")).isTrue();
    assertThat(names("{'id':'a/b c'}", "a/b c")).isTrue();
  }

  @Test
  void whatTheUserAnswered_isOfTheCall_andWhatAHostAdded_isNot() {
    CallTool call = Messages.callTool("make", "{}");

    assertThat(
            names(
                call.withParams(
                    call.params()
                        .with(
                            CallTool.INPUT_RESPONSES,
                            Jsons.object("{'which':{'action':'accept','content':{'id':8}}}"))),
                "8"))
        .isTrue();
    assertThat(
            names(
                call.withParams(call.params().with("_meta", Jsons.object("{'progressToken':8}"))),
                "8"))
        .isFalse();
  }
}
