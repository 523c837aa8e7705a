package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.ResponseControl;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlowListsTest {
  private final ManualClock clock = ManualClock.atNewYear();
  private int pages;

  @Test
  void serverWhoseListNeverEnds_isAskedForAHundredPages() throws Exception {
    load(Duration.ZERO);

    assertThat(pages).isEqualTo(100);
  }

  @Test
  void serverThatIsSlowWithEveryPage_isNotAskedForLong() throws Exception {
    load(ListLoader.LONGEST.dividedBy(3));

    assertThat(pages).isEqualTo(3);
  }

  private void load(Duration aPage) throws Exception {
    Exchange exchange = Exchanges.asking(Messages.request("tools/list", ""));
    Upstream endless =
        new Upstream() {
          @Override
          public void send(Exchange asking, Request request, ServerStream out)
              throws InterruptedException {
            pages++;
            clock.advance(aPage);
            JsonObject page = Messages.resultOf(request).json().with("nextCursor", "more");
            out.deliver(Result.of(request, page));
          }
        };
    new ListLoader(
            () -> new Guard(List.of(), List.of(), List.of(new Passing())),
            Map.of(exchange.server(), endless),
            clock)
        .load(exchange, DefinitionPins.Kind.TOOL);
  }

  private static final class Passing implements ResponseControl {
    @Override
    public Mitigation mitigates() {
      return Mitigation.RESPONSE_VALIDATION;
    }

    @Override
    public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
      return Verdict.pass(Reason.NOT_CONCERNED);
    }
  }
}
