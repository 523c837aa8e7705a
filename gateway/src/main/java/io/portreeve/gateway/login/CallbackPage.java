package io.portreeve.gateway.login;

import static io.portreeve.gateway.login.PageDoor.notDone;

import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.guard.EndpointId;
import io.portreeve.mcp.ServerId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where users come back from authorization servers, wherever they called: the address is registered
 * there, so it is one for all endpoints. The same browser has to come back, for an answer is worth
 * nothing to somebody else.
 */
final class CallbackPage {
  private static final List<String> PARTS = List.of("iss", "error", "code");

  private final Map<EndpointId, Map<ServerId, Starting>> reachable;
  private final LoginMemory memory;
  private final Browser browser;
  private final LoginNotes notes;

  CallbackPage(
      Map<EndpointId, Map<ServerId, Starting>> reachable,
      LoginMemory memory,
      Browser browser,
      LoginNotes notes) {
    this.reachable = Map.copyOf(reachable);
    this.memory = memory;
    this.browser = browser;
    this.notes = notes;
  }

  /** For browsers that come by one of these names. */
  HttpHandler in(Origins origins) {
    return new PageDoor(origins, Map.of("GET", this::comeBack));
  }

  private void comeBack(HttpRequest request, HttpReply reply) throws InterruptedException {
    Parameters answer = Parameters.of(request.query());
    Optional<UnderWay.Login> login =
        browser
            .mark(request)
            .flatMap(mark -> memory.underWay().take(answer.get("state").orElse(""), mark));
    Optional<Starting> starting = login.flatMap(this::starting);
    if (login.isEmpty() || starting.isEmpty()) {
      notDone(reply, 400, "This login is over, or began in another browser.");
      return;
    }
    try {
      complete(login.get(), starting.get(), answer);
      reply.send(200, Page.fields(), Texts.done(starting.get().target()));
    } catch (LoginFailed failed) {
      notes.refused(login.get().endpoint(), login.get().who(), failed.why());
      notDone(reply, 502, Texts.FAILED);
    }
  }

  /** What began under one configuration may be no more under the next one. */
  private Optional<Starting> starting(UnderWay.Login login) {
    Map<ServerId, Starting> servers = reachable.getOrDefault(login.endpoint(), Map.of());
    return Optional.ofNullable(servers.get(login.who().server()));
  }

  private void complete(UnderWay.Login login, Starting starting, Parameters answer)
      throws LoginFailed, InterruptedException {
    Authorization authorization = login.authorization();
    if (!PARTS.stream().allMatch(answer::isClear)) {
      throw new LoginFailed("an answer that says a thing twice, or names it and does not say it");
    }
    if (!authorization.isAnswerOf(answer.get("iss"))) {
      throw new LoginFailed("an answer that does not come from the authorization server");
    }
    if (answer.get("error").isPresent() || answer.get("code").isEmpty()) {
      throw new LoginFailed("the user or the authorization server said no");
    }
    Grant grant = starting.finish(authorization, answer.get("code").get());
    notes.require("login-completed", login.endpoint(), login.who(), authorization);
    memory.loggedIn(login.who(), grant);
  }
}
