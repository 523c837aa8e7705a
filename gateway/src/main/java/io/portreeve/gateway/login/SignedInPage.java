package io.portreeve.gateway.login;

import static io.portreeve.gateway.login.Texts.notDone;

import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.login.LoginMemory.Who;
import io.portreeve.gateway.pages.PageDoor;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.guard.EndpointId;
import java.util.Map;
import java.util.Optional;

/**
 * Where users come back from one issuer. Whoever signed in has to be whom the link is for, in the
 * browser that left: nobody gets an account of somebody else by a link that he sends, or finds.
 */
final class SignedInPage {
  private final SignIn signIn;
  private final Map<EndpointId, EndpointLogins> endpoints;
  private final UnderWay<SigningIn> underWay;
  private final Browser browser;

  SignedInPage(
      SignIn signIn,
      Map<EndpointId, EndpointLogins> endpoints,
      UnderWay<SigningIn> underWay,
      Browser browser) {
    this.signIn = signIn;
    this.endpoints = Map.copyOf(endpoints);
    this.underWay = underWay;
    this.browser = browser;
  }

  /** For browsers that come by one of these names. */
  HttpHandler in(Origins origins) {
    return new PageDoor(origins, Map.of("GET", this::comeBack));
  }

  private void comeBack(HttpRequest request, HttpReply reply) throws InterruptedException {
    Parameters answer = Parameters.of(request.query());
    Optional<String> mark = browser.mark(request);
    Optional<SigningIn> back =
        mark.flatMap(it -> underWay.take(answer.get("state").orElse(""), it))
            .filter(it -> it.asked().issuer().equals(signIn.target().name()));
    Optional<EndpointLogins> logins = back.flatMap(this::logins);
    if (back.isEmpty() || logins.isEmpty()) {
      notDone(reply, 400, "This sign-in is over, or began in another browser.");
      return;
    }
    Who who = back.get().who();
    try {
      Visitor visitor = signIn.finish(back.get().asked(), answer);
      if (logins.get().person().is(request, visitor, who)) {
        logins.get().leave(who, mark.orElseThrow(), reply);
      } else {
        logins.get().refuse(who, "somebody else signed in, or nobody who may come in");
        notDone(reply, 403, Texts.SOMEBODY_ELSE);
      }
    } catch (LoginFailed failed) {
      logins.get().refuse(who, failed.why());
      notDone(reply, 502, Texts.FAILED);
    }
  }

  /** What began under one configuration may be no more under the next one. */
  private Optional<EndpointLogins> logins(SigningIn back) {
    return Optional.ofNullable(endpoints.get(back.endpoint()))
        .filter(it -> it.starting(back.who().server()).isPresent());
  }
}
