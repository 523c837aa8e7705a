package io.portreeve.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portreeve.agent.model.ModelFailure;
import io.portreeve.agent.model.ModelFailure.Kind;
import io.portreeve.agent.model.Reply;
import io.portreeve.agent.model.Reply.Stop;
import io.portreeve.agent.model.ToolUse;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.model.ModelTurn;
import io.portreeve.testkit.model.ScriptedModel;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that speak an API nearly: what they mean is understood, or nothing is. */
class OdditiesTest {
  private static final String HI = "{'choices':[{'index':0,'delta':{'content':'Hi'}}]}";
  private static final String STOP = "{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}";

  // --- OpenAI ---

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'choices':[]}",
        "{'choices':null,'usage':null}",
        "{'choices':[],'prompt_filter_results':[{'prompt_index':0}]}",
        "{'choices':[{'index':0,'delta':{'role':'assistant','content':null}}]}",
        "{'choices':[{'index':0,'delta':{'content':''},'finish_reason':''}]}",
        "{'choices':[{'index':0,'delta':null}]}",
        "{'choices':[{'delta':{'reasoning_content':'hm'},'logprobs':null,'extra':{'a':[1]}}]}",
        "{'error':null,'choices':[{'index':0,'delta':{'tool_calls':null}}]}",
        "{'choices':[{'index':0,'delta':{'tool_calls':[]}}],'usage':{'prompt_tokens':1}}"
      })
  void openAi_chunksThatSayNothing_changeNothing(String nothing) throws Exception {
    Reply reply = openAi(nothing, HI, nothing, STOP, nothing, "[DONE]");
    assertThat(reply.said().text()).isEqualTo("Hi");
    assertThat(reply.stop()).isEqualTo(Stop.END);
  }

  @Test
  void openAi_streamWithoutItsLastWord_endsWithItsReason() throws Exception {
    assertThat(openAi(HI, STOP).stop()).isEqualTo(Stop.END);
  }

  @Test
  void openAi_linesThatEndLikeWindows_withoutABlank_areRead() throws Exception {
    String body =
        ("data:" + HI + "\r\n\r\n:ping\r\n\r\ndata:" + STOP + "\r\n\r\ndata:[DONE]\r\n\r\n")
            .replace('\'', '"');
    try (ScriptedModel server =
        ScriptedModel.saying(new ModelTurn.Raw(200, "text/event-stream", body))) {
      assertThat(ask(Provider.OPENAI, server).said().text()).isEqualTo("Hi");
    }
  }

  @Test
  void openAi_callsWithoutIndex_areToldApartByTheirIds() throws Exception {
    Reply reply =
        openAi(
            calls("{'id':'a','function':{'name':'look','arguments':'{}'}}"),
            calls("{'id':'b','function':{'name':'find','arguments':'{}'}}"),
            STOP);
    assertThat(reply.stop()).isEqualTo(Stop.TOOLS);
    assertThat(reply.said().uses())
        .containsExactly(
            new ToolUse.Asked("a", "look", JsonObject.empty()),
            new ToolUse.Asked("b", "find", JsonObject.empty()));
  }

  @Test
  void openAi_callsOfOneChunk_withoutIndex_areToldApart() throws Exception {
    Reply reply =
        openAi(
            calls(
                "{'id':'a','function':{'name':'look','arguments':'{}'}},"
                    + "{'id':'b','function':{'name':'find','arguments':'{}'}}"),
            STOP);
    assertThat(reply.said().uses()).extracting(ToolUse::name).containsExactly("look", "find");
  }

  @Test
  void openAi_callThatRepeatsItsName_andGivesNoMoreIds_isOne() throws Exception {
    Reply reply =
        openAi(
            calls("{'index':0,'id':'a','function':{'name':'look','arguments':''}}"),
            calls("{'index':0,'id':'','function':{'name':'look','arguments':'{}'}}"),
            STOP);
    assertThat(reply.said().uses())
        .containsExactly(new ToolUse.Asked("a", "look", JsonObject.empty()));
  }

  @Test
  void openAi_callWithoutArguments_hasNone() throws Exception {
    Reply reply =
        openAi(
            calls("{'index':0,'id':'a','function':{'name':'look'}}"),
            "{'choices':[{'index':0,'delta':{},'finish_reason':'tool_calls'}]}");
    assertThat(reply.said().uses())
        .containsExactly(new ToolUse.Asked("a", "look", JsonObject.empty()));
  }

  @Test
  void openAi_argumentsThatAreAnObject_areRead() throws Exception {
    Reply reply =
        openAi(
            calls("{'index':0,'id':'a','function':{'name':'look','arguments':{'at':'sea'}}}"),
            STOP);
    assertThat(reply.said().uses())
        .containsExactly(new ToolUse.Asked("a", "look", Jsons.object("{'at':'sea'}")));
  }

  @Test
  void openAi_callsThatTakeTurns_areNotMixed() throws Exception {
    Reply reply =
        openAi(
            calls("{'index':0,'id':'a','function':{'name':'look','arguments':'{'}}"),
            calls("{'index':1,'id':'b','function':{'name':'find','arguments':'{'}}"),
            calls("{'index':0,'function':{'arguments':'}'}}"),
            calls("{'index':1,'function':{'arguments':'}'}}"),
            STOP);
    assertThat(reply.said().uses())
        .containsExactly(
            new ToolUse.Asked("a", "look", JsonObject.empty()),
            new ToolUse.Asked("b", "find", JsonObject.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'choices':[{'delta':{'content':'a','content':'b'}}]}",
        "{'choices':{'delta':{'content':'a'}}}",
        "{'choices':[{'delta':{'content':[{'x':1}]}}]}",
        "[1]",
        "nonsense"
      })
  void openAi_eventOfAnotherForm_isNoAnswer(String event) {
    ModelFailure failure =
        catchThrowableOfType(ModelFailure.class, () -> openAi(HI, event, STOP, "[DONE]"));
    assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
  }

  @Test
  void openAi_wholeAnswer_whereAStreamWasAskedFor_isNoAnswer() {
    ModelFailure failure =
        failure(
            Provider.OPENAI,
            new ModelTurn.Raw(
                200, "application/json", "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}"));
    assertThat(failure).hasMessage("The model's answer cannot be read: there is no event in it.");
  }

  @Test
  void openAi_reasonThatNobodyKnows_isNoAnswer() {
    ModelFailure failure =
        catchThrowableOfType(
            ModelFailure.class,
            () -> openAi(HI, "{'choices':[{'delta':{},'finish_reason':'eaten'}]}"));
    assertThat(failure).hasMessageContaining("for a reason that we do not know");
  }

  @Test
  void openAi_moreToolsThanAnybodyMeans_areNoAnswer() {
    ModelFailure failure =
        catchThrowableOfType(
            ModelFailure.class,
            () ->
                openAi(
                    IntStream.range(0, 129)
                        .mapToObj(i -> calls("{'index':" + i + ",'function':{'name':'look'}}"))
                        .toArray(String[]::new)));
    assertThat(failure).hasMessageContaining("more than 128 tools");
  }

  // --- Anthropic ---

  @Test
  void anthropic_blocksAndEventsOfTomorrow_arePassedOver() throws Exception {
    Reply reply =
        anthropic(
            "{'type':'content_block_start','index':0,'content_block':{'type':'thinking','thinking':''}}",
            "{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'hm'}}",
            "{'type':'content_block_stop','index':0}",
            "{'type':'tomorrow','what':[1]}",
            "{'type':'content_block_start','index':1,'content_block':{'type':'text','text':''}}",
            "{'type':'content_block_delta','index':1,'delta':{'type':'text_delta','text':'Hi'}}",
            "{'type':'content_block_stop','index':1}",
            "{'type':'message_delta','delta':{'stop_reason':'end_turn'}}",
            "{'type':'message_stop'}");
    assertThat(reply.said().text()).isEqualTo("Hi");
  }

  @Test
  void anthropic_argumentsThatComeAtOnce_areRead() throws Exception {
    Reply reply =
        anthropic(
            "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'a',"
                + "'name':'look','input':{'at':'sea'}}}",
            "{'type':'content_block_stop','index':0}",
            "{'type':'message_delta','delta':{'stop_reason':'tool_use'}}",
            "{'type':'message_stop'}");
    assertThat(reply.said().uses())
        .containsExactly(new ToolUse.Asked("a", "look", Jsons.object("{'at':'sea'}")));
  }

  // --- Ollama ---

  @Test
  void ollama_callsWithoutIndexOrId_areToldApart() throws Exception {
    Reply reply =
        ollama(
            "{'message':{'role':'assistant','content':null,'tool_calls':["
                + "{'function':{'name':'look','arguments':{'at':'sea'}}},"
                + "{'function':{'name':'find','arguments':{}}}]},'done':false}",
            "{'message':{'content':'','tool_calls':[{'function':{'name':'look','arguments':{}}}]}}",
            "{'message':{'content':''},'done':true,'done_reason':'stop'}");
    assertThat(reply.said().uses())
        .containsExactly(
            new ToolUse.Asked("use-1-0", "look", Jsons.object("{'at':'sea'}")),
            new ToolUse.Asked("use-1-1", "find", JsonObject.empty()),
            new ToolUse.Asked("use-1-2", "look", JsonObject.empty()));
  }

  @Test
  void ollama_lastLineThatSaysAll_isRead() throws Exception {
    Reply reply =
        ollama(
            "",
            "{'message':{'content':'Hi','thinking':'hm','tool_calls':[{'id':'a','function':"
                + "{'index':0,'name':'look','arguments':{}}}]},'done':true,'done_reason':'stop'}");
    assertThat(reply.said().text()).isEqualTo("Hi");
    assertThat(reply.stop()).isEqualTo(Stop.TOOLS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'message':{'tool_calls':[{'function':{'name':'look','arguments':{'a':1,'a':2}}}]}}",
        "{'message':{'tool_calls':[{'function':{'name':'look','arguments':[1]}}]}}",
        "{'message':{'tool_calls':[[]]}}",
        "{'message':{'content':7}}"
      })
  void ollama_callThatCannotBeRead_isNoAnswer(String line) {
    ModelFailure failure =
        catchThrowableOfType(
            ModelFailure.class,
            () -> ollama(line, "{'message':{},'done':true,'done_reason':'stop'}"));
    assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
  }

  private static String calls(String calls) {
    return "{'choices':[{'index':0,'delta':{'tool_calls':[" + calls + "]}}]}";
  }

  private static Reply openAi(String... events) throws Exception {
    String[] data = new String[events.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = events[i].replace('\'', '"');
    }
    try (ScriptedModel server = ScriptedModel.saying(ModelTurn.events(data))) {
      return ask(Provider.OPENAI, server);
    }
  }

  private static Reply anthropic(String... events) throws Exception {
    StringBuilder body = new StringBuilder();
    for (String event : events) {
      String json = event.replace('\'', '"');
      String type = Jsons.object(event).string("type").orElseThrow();
      body.append("event: ").append(type).append("\ndata: ").append(json).append("\n\n");
    }
    try (ScriptedModel server =
        ScriptedModel.saying(new ModelTurn.Raw(200, "text/event-stream", body.toString()))) {
      return ask(Provider.ANTHROPIC, server);
    }
  }

  private static Reply ollama(String... lines) throws Exception {
    try (ScriptedModel server =
        ScriptedModel.saying(
            ModelTurn.lines(
                Arrays.stream(lines)
                    .map(line -> line.replace('\'', '"'))
                    .toArray(String[]::new)))) {
      return ask(Provider.OLLAMA, server);
    }
  }

  private static ModelFailure failure(Provider provider, ModelTurn turn) {
    try (ScriptedModel server = ScriptedModel.saying(turn)) {
      return catchThrowableOfType(ModelFailure.class, () -> ask(provider, server));
    }
  }

  private static Reply ask(Provider provider, ScriptedModel server) throws Exception {
    return Scripts.model(provider, server).ask(Scripts.hello(), _ -> {});
  }
}
