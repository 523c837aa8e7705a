package io.portreeve.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.contextpoisoning.HostMark;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolResult;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkingTest {
  private static final Router ROUTER =
      new AggregateRouter(List.of(Travels.FILES, Travels.MAIL), Travels.SEAL);

  private final NotedHandles handles = new NotedHandles();
  private final List<ServerMessage> told = new ArrayList<>();

  private static Request marked(String mark) {
    Request look = Messages.callTool("look", "{}");
    String meta = "{'kept':1," + (mark.isEmpty() ? "" : "'" + HostMark.KEY + "':" + mark);
    String closed = (mark.isEmpty() ? meta.substring(0, meta.length() - 1) : meta) + "}";
    return look.withParams(look.params().with("_meta", Jsons.json(closed)));
  }

  private Marking.Marked mark(Handles by, String mark) {
    return new Marking(by, ROUTER).mark(Exchanges.ANNA, marked(mark), () -> true);
  }

  private static ToolResult result(String members) {
    return new ToolResult(Jsons.object("{'resultType':'complete','content':[]" + members + "}"));
  }

  @Test
  void conversationThatBegins_hasItsHandleInTheRequest_andInTheResult() throws Exception {
    Marking.Marked begun = mark(handles, "{'begin':true,'said':'hello'}");
    begun.telling(told::add).deliver(result(""));
    Request begunRequest = begun.in(marked("{'begin':true,'said':'hello'}"));

    assertThat(ConversationMark.of(begunRequest))
        .isEqualTo(new ConversationMark(Optional.of("h1"), false, false, "", List.of()));
    assertThat(begunRequest.params().object("_meta").orElseThrow().integer("kept")).hasValue(1L);
    assertThat(((ToolResult) told.getLast()).json())
        .isEqualTo(result(",'_meta':{'" + HostMark.KEY + "':{'handle':'h1'}}").json());
    assertThat(handles.said).containsExactly("hello");
  }

  @Test
  void requestOfAConversation_staysAsItIs_andWhatTheUserSaidIsHeardOnce() throws Exception {
    Marking.Marked later = mark(handles, "{'handle':'h7','said':'more'}");
    later.telling(told::add).deliver(result(""));

    assertThat(ConversationMark.of(later.in(marked("{'handle':'h7'}"))).handle()).hasValue("h7");
    assertThat(((ToolResult) told.getLast()).json())
        .isEqualTo(
            result(
                    ",'_meta':{'"
                        + HostMark.KEY
                        + "':{'heard':{'integrity':'untrusted','confidentiality':'public',"
                        + "'origins':['mail']}}}")
                .json());
    assertThat(handles.said).containsExactly("h7: more");
  }

  @Test
  void planForWhatTheUserSaid_isHeardByTheNamesThatServersKnow() {
    handles.planned = true;

    mark(
        handles,
        "{'handle':'h7','said':'more','plan':['mail__send','files__a__b','pay','gone__x',1]}");

    assertThat(handles.said).containsExactly("h7: more", "h7 plans [files__a__b, mail__send]");
  }

  @Test
  void planWithoutAWordOfTheUsers_isNotHeard() {
    handles.planned = true;

    mark(handles, "{'handle':'h7','plan':['mail__send']}");

    assertThat(handles.said).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",'plan':'mail__send'", ",'plan':[]"})
  void wordsOfTheUsersWithoutAPlan_endTheOneForTheWordsBefore(String plan) {
    handles.planned = true;

    mark(handles, "{'handle':'h7','said':'more'" + plan + "}");

    assertThat(handles.said).containsExactly("h7: more", "h7 plans []");
  }

  @Test
  void planIsNotHeard_whereCallsAreNotHeldToAny() {
    mark(handles, "{'handle':'h7','said':'more','plan':['mail__send']}");

    assertThat(handles.said).containsExactly("h7: more");
  }

  @Test
  void hostIsToldWithItsHandle_thatCallsAreHeldToPlans() throws Exception {
    handles.planned = true;

    mark(handles, "{'begin':true}").telling(told::add).deliver(result(""));

    assertThat(((ToolResult) told.getLast()).json())
        .isEqualTo(
            result(",'_meta':{'" + HostMark.KEY + "':{'handle':'h1','planned':true}}").json());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "'begin'", "{'begin':1}", "{'begin':false,'said':'x'}"})
  void requestThatBeginsNothing_andHasNoHandle_changesNothing(String mark) throws Exception {
    Marking.Marked same = mark(handles, mark);
    same.telling(told::add).deliver(result(""));

    assertThat(same.in(marked(mark))).isEqualTo(marked(mark));
    assertThat(told.getLast()).isEqualTo(result(""));
    assertThat(handles.said).isEmpty();
    assertThat(handles.begun).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'begin':true,'said':'hello'}", "{'handle':'h7','said':'more'}"})
  void requestOverItsLimits_marksNothing(String mark) {
    Marking.Marked over =
        new Marking(handles, ROUTER).mark(Exchanges.ANNA, marked(mark), () -> false);

    assertThat(over.in(marked(mark))).isEqualTo(marked(mark));
    assertThat(handles.said).isEmpty();
    assertThat(handles.begun).isZero();
  }

  @Test
  void whereNoHandlesAreGivenOut_noneIsTold() throws Exception {
    mark(Handles.none(), "{'begin':true}").telling(told::add).deliver(result(""));

    assertThat(told.getLast()).isEqualTo(result(""));
  }

  @Test
  void markOfAServer_isCut_andErrorsStayAsTheyAre() throws Exception {
    Failure failure = new Failure(new McpError(ErrorCode.INTERNAL_ERROR, "x"));
    String forged = ",'_meta':{'" + HostMark.KEY + "':{'handle':'theirs'}}";
    ServerStream out = mark(handles, "{'begin':true}").telling(told::add);
    out.deliver(failure);
    mark(handles, "").telling(told::add).deliver(result(forged));

    assertThat(told).containsExactly(failure, result(""));
  }

  @Test
  void serversGetTheRequest_withoutTheMark() {
    assertThat(ConversationMark.without(marked("{'handle':'h1'}"))).isEqualTo(marked(""));
    assertThat(ConversationMark.without(marked(""))).isEqualTo(marked(""));
  }
}
