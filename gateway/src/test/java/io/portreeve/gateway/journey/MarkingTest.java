package io.portreeve.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.contextpoisoning.HostMark;
import io.portreeve.guard.Principal;
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
  private final Counted handles = new Counted();
  private final List<ServerMessage> told = new ArrayList<>();

  /** Numbers conversations, and notes what users say. */
  private static final class Counted implements Handles {
    private final List<String> said = new ArrayList<>();
    private int begun;

    @Override
    public Optional<String> begin(Principal who, String first) {
      begun++;
      said.add(first);
      return Optional.of("h" + begun);
    }

    @Override
    public void hear(Principal who, String handle, String more) {
      said.add(handle + ": " + more);
    }
  }

  private static Request marked(String mark) {
    Request look = Messages.callTool("look", "{}");
    String meta = "{'kept':1," + (mark.isEmpty() ? "" : "'" + HostMark.KEY + "':" + mark);
    String closed = (mark.isEmpty() ? meta.substring(0, meta.length() - 1) : meta) + "}";
    return look.withParams(look.params().with("_meta", Jsons.json(closed)));
  }

  private Marking.Marked mark(Handles by, String mark) {
    return new Marking(by).mark(Exchanges.ANNA, marked(mark), told::add);
  }

  private static ToolResult result(String members) {
    return new ToolResult(Jsons.object("{'resultType':'complete','content':[]" + members + "}"));
  }

  @Test
  void conversationThatBegins_hasItsHandleInTheRequest_andInTheResult() throws Exception {
    Marking.Marked begun = mark(handles, "{'begin':true,'said':'hello'}");
    begun.out().deliver(result(""));

    assertThat(ConversationMark.of(begun.request()))
        .isEqualTo(new ConversationMark(Optional.of("h1"), false, ""));
    assertThat(begun.request().params().object("_meta").orElseThrow().integer("kept")).hasValue(1L);
    assertThat(((ToolResult) told.getLast()).json())
        .isEqualTo(result(",'_meta':{'" + HostMark.KEY + "':{'handle':'h1'}}").json());
    assertThat(handles.said).containsExactly("hello");
  }

  @Test
  void requestOfAConversation_staysAsItIs_andWhatTheUserSaidIsHeardOnce() throws Exception {
    Marking.Marked later = mark(handles, "{'handle':'h7','said':'more'}");
    later.out().deliver(result(""));

    assertThat(ConversationMark.of(later.request()).handle()).hasValue("h7");
    assertThat(told.getLast()).isEqualTo(result(""));
    assertThat(handles.said).containsExactly("h7: more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "'begin'", "{'begin':1}", "{'begin':false,'said':'x'}"})
  void requestThatBeginsNothing_andHasNoHandle_changesNothing(String mark) throws Exception {
    Marking.Marked same = mark(handles, mark);
    same.out().deliver(result(""));

    assertThat(same.request()).isEqualTo(marked(mark));
    assertThat(told.getLast()).isEqualTo(result(""));
    assertThat(handles.said).isEmpty();
    assertThat(handles.begun).isZero();
  }

  @Test
  void whereNoHandlesAreGivenOut_noneIsTold() throws Exception {
    mark(Handles.none(), "{'begin':true}").out().deliver(result(""));

    assertThat(told.getLast()).isEqualTo(result(""));
  }

  @Test
  void markOfAServer_isCut_andErrorsStayAsTheyAre() throws Exception {
    Failure failure = new Failure(new McpError(ErrorCode.INTERNAL_ERROR, "x"));
    String forged = ",'_meta':{'" + HostMark.KEY + "':{'handle':'theirs'}}";
    ServerStream out = mark(handles, "{'begin':true}").out();
    out.deliver(failure);
    mark(handles, "").out().deliver(result(forged));

    assertThat(told).containsExactly(failure, result(""));
  }

  @Test
  void serversGetTheRequest_withoutTheMark() {
    assertThat(ConversationMark.without(marked("{'handle':'h1'}"))).isEqualTo(marked(""));
    assertThat(ConversationMark.without(marked(""))).isEqualTo(marked(""));
  }
}
