package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.ServerInput;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestMeta;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedInputsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          -                | {'roots':{},'sampling':{},'elicitation':{},'experimental':{}} | {'experimental':{}}
          ROOTS            | {'roots':{},'sampling':{}}         | {'roots':{}}
          SAMPLING         | {'roots':{},'sampling':{'tools':{}}} | {'sampling':{'tools':{}}}
          ELICITATION_FORM | {'elicitation':{}}                 | {'elicitation':{}}
          ELICITATION_FORM | {'elicitation':{'form':{},'url':{}}} | {'elicitation':{'form':{}}}
          ELICITATION_FORM | {'elicitation':{'url':{}}}         | {}
          ELICITATION_URL  | {'elicitation':{}}                 | {}
          ELICITATION_URL  | {'elicitation':{'form':{},'url':{}}} | {'elicitation':{'url':{}}}
          ELICITATION_URL  | {}                                 | {}
          """)
  void server_isToldOnlyOfWhatItMayUse(String allowed, String can, String told) throws Exception {
    List<ServerInput> inputs =
        allowed.equals("-")
            ? List.of()
            : Arrays.stream(allowed.split(" ", -1)).map(ServerInput::valueOf).toList();
    List<Request> sent = new ArrayList<>();
    CallTool call = Messages.callTool("read", "{}");
    JsonObject meta = call.params().object("_meta").orElseThrow();
    Request asked =
        call.withParams(
            call.params()
                .with("_meta", meta.with(RequestMeta.CLIENT_CAPABILITIES, Jsons.object(can))));

    new AllowedInputs((_, request, _) -> sent.add(request), inputs)
        .send(Exchanges.asking(asked), asked, _ -> {});

    assertThat(RequestMeta.of(sent.getFirst().params()).clientCapabilities().json())
        .isEqualTo(Jsons.object(told));
  }
}
