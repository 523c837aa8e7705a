package io.portreeve.gateway.login;

import static io.portreeve.gateway.login.Texts.notDone;

import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.login.LoginMemory.Who;
import io.portreeve.gateway.pages.PageDoor;
import io.portreeve.gateway.pages.Parameters;
import java.util.Map;
import java.util.Optional;

/**
 * Sends a caller of one endpoint on to the issuer where he signs in. Only a link of the start page
 * leads here, in the browser that the page was given to; the operator chose where it goes.
 */
final class SignInPage {
  private static final String NOT_NOW = "You may not sign in now. Wait a minute, and try again.";

  private final EndpointLogins logins;
  private final SignIns signIns;
  private final UnderWay<SigningIn> underWay;
  private final Gate gate;

  SignInPage(
      EndpointLogins logins, SignIns signIns, UnderWay<SigningIn> underWay, Browser browser) {
    this.logins = logins;
    this.signIns = signIns;
    this.underWay = underWay;
    this.gate = new Gate(logins, browser);
  }

  /** For browsers that come by one of these names. */
  HttpHandler in(Origins origins) {
    return new PageDoor(origins, Map.of("GET", this::begin));
  }

  private void begin(HttpRequest request, HttpReply reply) throws InterruptedException {
    Optional<Gate.Passed> passed = gate.passed(request, Parameters.of(request.query()), reply);
    if (passed.isPresent()) {
      begin(request, passed.get(), reply);
    }
  }

  private void begin(HttpRequest request, Gate.Passed passed, HttpReply reply)
      throws InterruptedException {
    Optional<SignIn> signIn = signIns.of(passed.who().principal());
    if (signIn.isEmpty()) {
      notDone(reply, 400, EndpointLogins.STALE);
      return;
    }
    if (!logins.person().mayGoOn(request, passed.who())) {
      logins.refuse(passed.who(), "the one who called would not be let in with a call now");
      notDone(reply, 403, NOT_NOW);
      return;
    }
    leave(signIn.get(), passed, reply);
  }

  private void leave(SignIn signIn, Gate.Passed passed, HttpReply reply)
      throws InterruptedException {
    Who who = passed.who();
    try {
      SignInRequest asked = signIn.begin();
      SigningIn signingIn = new SigningIn(asked, logins.endpoint(), who);
      underWay.add(who.principal(), asked.state(), passed.mark(), signingIn);
      HttpFields fields =
          HttpFields.builder()
              .add("location", asked.address().toString())
              .add("cache-control", "no-store")
              .add("referrer-policy", "no-referrer")
              .build();
      reply.send(303, fields, new byte[0]);
    } catch (LoginFailed failed) {
      logins.refuse(who, failed.why());
      notDone(reply, 502, Texts.FAILED);
    }
  }
}
