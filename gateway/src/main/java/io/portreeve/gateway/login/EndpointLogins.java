package io.portreeve.gateway.login;

import static io.portreeve.gateway.login.Texts.notDone;

import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.login.LoginMemory.Who;
import io.portreeve.gateway.pages.Page;
import io.portreeve.guard.EndpointId;
import io.portreeve.mcp.ServerId;
import java.util.Map;
import java.util.Optional;

/** The logins that callers of one endpoint can begin, by the links that they are given. */
record EndpointLogins(
    Person person,
    Map<ServerId, Starting> servers,
    Tickets tickets,
    UnderWay<Left> underWay,
    LoginNotes notes) {
  static final String STALE = "This link is old, or not for this gateway.";

  EndpointLogins {
    servers = Map.copyOf(servers);
  }

  EndpointId endpoint() {
    return person.endpoint();
  }

  /** Whom the link is for, if that is anybody who may go to a server from here. */
  Optional<Who> opened(String ticket) {
    return tickets.open(endpoint(), ticket).filter(who -> servers.containsKey(who.server()));
  }

  /** Begins and ends the logins at a server; none if callers of the endpoint have no such. */
  Optional<Starting> starting(ServerId server) {
    return Optional.ofNullable(servers.get(server));
  }

  LoginTarget target(Who who) {
    return starting(who.server()).orElseThrow().target();
  }

  /** Shows to whoever proved to be the caller where he is to go. */
  void leave(Who who, String mark, HttpReply reply) throws InterruptedException {
    try {
      Authorization authorization = starting(who.server()).orElseThrow().begin(who);
      notes.require("login-begun", endpoint(), who, authorization);
      String state = authorization.request().state();
      underWay.add(who.principal(), state, mark, new Left(endpoint(), who, authorization));
      reply.send(200, Page.fields(), Texts.away(target(who), who, authorization));
    } catch (LoginFailed failed) {
      refuse(who, failed.why());
      notDone(reply, 502, Texts.FAILED);
    }
  }

  void refuse(Who who, String why) {
    notes.refused(endpoint(), who, why);
  }
}
