package io.portreeve.gateway.login;

import static io.portreeve.gateway.login.Texts.notDone;

import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.pages.Page;
import io.portreeve.gateway.pages.PageDoor;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.guard.EndpointId;
import java.util.Map;
import java.util.Optional;

/**
 * Where users come back from authorization servers, wherever they called: the address is registered
 * there, so it is one for all endpoints. The same browser has to come back, for an answer is worth
 * nothing to somebody else.
 */
final class CallbackPage {
  private final Map<EndpointId, EndpointLogins> endpoints;
  private final LoginMemory memory;
  private final Browser browser;
  private final LoginNotes notes;

  CallbackPage(
      Map<EndpointId, EndpointLogins> endpoints,
      LoginMemory memory,
      Browser browser,
      LoginNotes notes) {
    this.endpoints = Map.copyOf(endpoints);
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
    Optional<Left> login =
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
  private Optional<Starting> starting(Left login) {
    return Optional.ofNullable(endpoints.get(login.endpoint()))
        .flatMap(endpoint -> endpoint.starting(login.who().server()));
  }

  private void complete(Left login, Starting starting, Parameters answer)
      throws LoginFailed, InterruptedException {
    Authorization authorization = login.authorization();
    Grant grant = starting.finish(authorization, authorization.request().code(answer));
    notes.require("login-completed", login.endpoint(), login.who(), authorization);
    memory.loggedIn(login.who(), grant);
  }
}
