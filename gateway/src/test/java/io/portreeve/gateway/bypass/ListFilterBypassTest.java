package io.portreeve.gateway.bypass;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.HttpWire;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A list of tools that a filter might let through because it does not look like one. */
@TestInstance(Lifecycle.PER_CLASS)
class ListFilterBypassTest {
  private static final String ONE_ALLOWED =
      "policy: {allow: [{name: one, tools: [harmless]}, {name: some, roles: [admin], tools: ['*']}]}";
  private static final String TOOLS =
      "{'resultType':'complete','ttlMs':0,'cacheScope':'public','tools':["
          + "{'name':'harmless','inputSchema':{'type':'object'}},"
          + "{'name':'drop_tables','inputSchema':{'type':'object'}}]}";

  private final Disguised server = new Disguised(TOOLS);
  private final RunningGateway gateway;

  ListFilterBypassTest() throws StartFault {
    gateway = RunningGateway.before(server.url(), ONE_ALLOWED);
  }

  @AfterAll
  void close() {
    gateway.close();
    server.close();
  }

  @Test
  void toolsListAsItShouldBe_isCutToTheAllowedTools() throws Exception {
    assertThat(through(Disguise.NONE).body()).contains("harmless").doesNotContain("drop_tables");
  }

  @Test
  void toolsListWithWrongContentType_isStillFiltered() throws Exception {
    for (String type : new String[] {"text/plain", "application/octet-stream", "text/html", ""}) {
      hidden((list, wire) -> wire.whole(200, type, list.getBytes(UTF_8)));
    }
  }

  @Test
  void toolsListWithTwoContentTypes_isStillFiltered() throws Exception {
    hidden((list, wire) ->
        wire.whole(200, "text/plain", list.getBytes(UTF_8), "Content-Type: application/json"));
  }

  @Test
  void toolsListWithStatus206_isStillFiltered() throws Exception {
    for (int status : new int[] {201, 202, 203, 206, 299}) {
      hidden((list, wire) -> wire.json(status, list));
    }
  }

  @Test
  void toolsListWithErrorStatus_isStillFiltered() throws Exception {
    for (int status : new int[] {400, 404, 500, 503}) {
      hidden((list, wire) -> wire.json(status, list));
    }
  }

  @Test
  void toolsListWithBom_isStillFiltered() throws Exception {
    hidden((list, wire) -> wire.json(200, "\uFEFF" + list));
  }

  @Test
  void toolsListInUtf16_isStillFiltered() throws Exception {
    String type = "application/json; charset=utf-16";
    Disguise disguise = (list, wire) -> wire.whole(200, type, list.getBytes(UTF_16));

    assertThat(through(disguise).body()).doesNotContain("drop_tables");
  }

  @Test
  void toolsListInContentCoding_isStillFiltered() throws Exception {
    hidden((list, wire) ->
        wire.whole(200, "application/json", list.getBytes(UTF_8), "Content-Encoding: gzip"));
  }

  @Test
  void toolsListAsEvent_isStillFiltered() throws Exception {
    Disguise disguise =
        (list, wire) -> {
          wire.stream();
          wire.event(list);
          wire.end();
        };

    assertThat(direct(disguise).body()).contains("drop_tables");
    assertThat(through(disguise).body()).contains("harmless").doesNotContain("drop_tables");
  }

  @Test
  void undecodableSseEvent_doesNotPassUnfiltered() throws Exception {
    for (String event : new String[] {"data: {broken\n\n", "data: [\"list\"]\n\n"}) {
      hidden((list, wire) -> streamed(event, list, wire));
    }
  }

  @Test
  void undecodableSseLine_doesNotPassUnfiltered() throws Exception {
    for (String line : new String[] {"\0\n", "no field at all\n", ":\uFFFF\n", "data\u0000: x\n"}) {
      Disguise disguise = (list, wire) -> streamed(line, list, wire);

      assertThat(direct(disguise).body()).contains("drop_tables");
      assertThat(through(disguise).body()).contains("harmless").doesNotContain("drop_tables");
    }
  }

  private static void streamed(String before, String list, HttpWire wire) throws IOException {
    wire.stream();
    wire.chunk(before);
    wire.event(list);
    wire.end();
  }

  @Test
  void toolsListUnderAnotherEventName_doesNotPassUnfiltered() throws Exception {
    hidden((list, wire) -> {
      wire.stream();
      wire.chunk("event: tools\ndata: " + list + "\n\n");
      wire.end();
    });
  }

  @Test
  void toolsListOfUnknownResultType_doesNotPassUnfiltered() throws Exception {
    hidden((list, wire) -> wire.json(200, list.replace("\"complete\"", "\"partial\"")));
  }

  @Test
  void toolsListInAnArray_doesNotPassUnfiltered() throws Exception {
    hidden((list, wire) -> wire.json(200, "[" + list + "]"));
  }

  @Test
  void toolsListWithTwoLists_doesNotPassUnfiltered() throws Exception {
    hidden((list, wire) -> wire.json(200, list.replace("\"tools\":[", "\"tools\":[],\"tools\":[")));
  }

  @Test
  void toolTheCallerMayNotCall_neverShowsInTheList_andIsUnknownWhenCalled() throws Exception {
    server.wears(Disguise.NONE);
    assertThat(gateway.client("root", "admin").tools().body()).contains("drop_tables");

    McpClient guest = gateway.client("gus", "guest");
    assertThat(guest.tools().body()).contains("harmless").doesNotContain("drop_tables");
    assertThat(guest.call("drop_tables", "{}").last())
        .isEqualTo(guest.call("no_such_tool", "{}").last());
  }

  /** The list is there for a client without a gateway, and nothing of it is behind one. */
  private void hidden(Disguise disguise) throws Exception {
    assertThat(direct(disguise).body()).contains("drop_tables");
    assertThat(through(disguise).body()).doesNotContain("drop_tables").contains("\"error\"");
  }

  private Reply direct(Disguise disguise) throws Exception {
    server.wears(disguise);
    return new McpClient(server.url(), "").tools();
  }

  private Reply through(Disguise disguise) throws Exception {
    server.wears(disguise);
    return gateway.client().tools();
  }
}
