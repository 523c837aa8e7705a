package io.portreeve.agent.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.guard.Label;
import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Tool;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client makes of a gateway that says what no honest one would, too. */
class ToolClientTest {
  private static final String LIST = "{'resultType':'complete','ttlMs':0,'cacheScope':'private',";
  private static final Belonging NOWHERE =
      new Belonging(Optional.empty(), "unsaid", Optional.of(Set.of("untold")));

  private final ScriptedLink link = new ScriptedLink();
  private final List<String> heard = new ArrayList<>();

  /** Answers every question with yes. */
  private final Hearing hearing =
      new Hearing() {
        @Override
        public void progressed(String message) {
          heard.add(message);
        }

        @Override
        public Optional<JsonObject> asked(InputRequest.Elicit question) {
          heard.add(question.params().string("message").orElse(""));
          return Optional.of(JsonObject.empty().with("action", "accept"));
        }
      };

  @AfterEach
  void close() {
    link.close();
  }

  private ToolClient client() throws Exception {
    link.answers(
        "{'resultType':'complete','supportedVersions':['2026-07-28'],'capabilities':{},'ttlMs':0,"
            + "'cacheScope':'private'}");
    return ToolClient.open(link);
  }

  private Called<ToolResult> call(ToolClient client) throws Exception {
    return client.call("look", JsonObject.empty(), NOWHERE, hearing);
  }

  @Test
  void pages_areReadToTheirEnd() throws Exception {
    ToolClient client = client();
    link.answers(LIST + "'tools':[{'name':'a','inputSchema':{}}],'nextCursor':'c'}")
        .answers(LIST + "'tools':[{'name':'b','inputSchema':{}}]}");

    assertThat(client.tools()).extracting(Tool::name).extracting("value").containsExactly("a", "b");
    assertThat(link.asked.getLast().params().string("cursor")).hasValue("c");
  }

  @Test
  void listWithoutEnd_isGivenUp() throws Exception {
    ToolClient client = client();
    link.alwaysAnswers(LIST + "'tools':[],'nextCursor':'c'}");

    assertThatThrownBy(client::tools).isInstanceOf(ToolsFailure.class).hasMessageContaining("end");
  }

  /** A classifier that is down and blocks is no policy of the user's. */
  @Test
  void refusalOfAControl_isNotLaidToPolicyAlone() throws Exception {
    ToolClient client = client();
    link.refuses("{'code':-31000,'message':'refused by policy'}");

    assertThatThrownBy(client::tools)
        .hasMessage(
            "the gateway refuses tools/list: refused by policy or by a control that could not tell;"
                + " its audit log says which");
  }

  @Test
  void questionsWithoutEnd_areGivenUp() throws Exception {
    ToolClient client = client();
    link.alwaysAnswers(
        "{'resultType':'input_required','requestState':'s','inputRequests':{'q':{'method':"
            + "'elicitation/create','params':{'message':'Again?'}}}}");

    assertThat(call(client)).isInstanceOf(Called.Unanswered.class);
    assertThat(heard).hasSize(11);
  }

  @Test
  void answer_goesBackWithTheStateThatCame() throws Exception {
    ToolClient client = client();
    link.answers(
            "{'resultType':'input_required','requestState':'sealed','inputRequests':{'q':{'method':"
                + "'elicitation/create','params':{'message':'Now?'}}}}")
        .answers("{'resultType':'complete','content':[]}");

    assertThat(call(client)).isInstanceOf(Called.Answered.class);
    JsonObject retry = link.asked.getLast().params();
    assertThat(retry.string("requestState")).hasValue("sealed");
    assertThat(retry.object("inputResponses")).hasValue(Jsons.object("{'q':{'action':'accept'}}"));
  }

  @Test
  void samplingIsAnsweredByNobody() throws Exception {
    ToolClient client = client();
    link.answers(
        "{'resultType':'input_required','inputRequests':{'q':{'method':'sampling/createMessage',"
            + "'params':{}}}}");

    assertThat(call(client)).isInstanceOf(Called.Unanswered.class);
  }

  @Test
  void progress_isHeardByWhoeverAsked_andLabelsAreRead() throws Exception {
    ToolClient client = client();
    link.notes("{'progressToken':2,'progress':1,'message':'half'}")
        .notes("{'progressToken':99,'progress':1,'message':'of another'}")
        .answers(
            "{'resultType':'complete','content':[],'_meta':{'io.portreeve/conversation':{'heard':"
                + "{'integrity':'untrusted','confidentiality':'public','origins':['mail']}}}}");

    Called<ToolResult> called = call(client);

    assertThat(heard).containsExactly("half");
    assertThat(((Called.Answered<ToolResult>) called).heard()).hasValue(Label.untrusted("mail"));
  }

  @Test
  void labelThatCannotBeRead_isTheWorst() throws Exception {
    ToolClient client = client();
    link.answers(
        "{'resultType':'complete','content':[],'_meta':{'io.portreeve/conversation':"
            + "{'heard':{'integrity':1}}}}");

    Label label = ((Called.Answered<ToolResult>) call(client)).heard().orElseThrow();

    assertThat(label.tainted()).isTrue();
    assertThat(label.confidentiality()).isEqualTo(io.portreeve.guard.Confidentiality.PRIVATE);
  }

  @Test
  void nothingOfAConversation_isSaidWithoutItsHandle() throws Exception {
    ToolClient client = client();
    link.answers("{'resultType':'complete','content':[]}");

    var _ = call(client);

    assertThat(link.asked.getLast().params().toString()).doesNotContain("unsaid", "untold");
  }

  @Test
  void error_isTold() throws Exception {
    ToolClient client = client();
    link.refuses("{'code':-32602,'message':'unknown tool'}");

    assertThat(call(client)).isEqualTo(new Called.Failed<>(new McpError(-32602, "unknown tool")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{'resultType':'other'}", "{'resultType':'complete','content':'x'}"})
  void whatIsNoAnswer_isAFailureOfTheGateway(String result) throws Exception {
    ToolClient client = client();
    link.answers(result);

    assertThatThrownBy(() -> call(client)).isInstanceOf(ToolsFailure.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no json", "[]", "{\"jsonrpc\":\"2.0\"}", "{\"a\":1,\"a\":2}"})
  void lineThatCannotBeRead_endsIt(String line) throws Exception {
    ToolClient client = client();
    link.says(line);

    assertThatThrownBy(() -> call(client))
        .isInstanceOf(ToolsFailure.class)
        .hasMessageStartingWith("the gateway is gone: ");
    assertThatThrownBy(client::tools).isInstanceOf(ToolsFailure.class);
  }
}
