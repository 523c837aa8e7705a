package io.portreeve.gateway.console;

import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.login.SignIn;
import io.portreeve.gateway.login.Visitor;
import java.util.Optional;

/** How people show who they are: one way for all of them. */
sealed interface Way {
  /** What tells it from every other way. */
  String name();

  /** Who somebody still is, by what was known when he signed in; empty if he is out. */
  Optional<Visitor> still(Session session);

  /** At an issuer. What it said then holds as long as the session. */
  record Issuer(SignIn signIn) implements Way {
    @Override
    public String name() {
      return "issuer " + signIn.target().name() + " " + signIn.target().issuer();
    }

    @Override
    public Optional<Visitor> still(Session session) {
      return Optional.of(session.visitor());
    }
  }

  /** With a key of ours. Whoever loses it, or a role of it, loses it here, too. */
  record Key(KeyRing keys) implements Way {
    @Override
    public String name() {
      return "key";
    }

    @Override
    public Optional<Visitor> still(Session session) {
      return session
          .key()
          .flatMap(keys::live)
          .map(key -> new Visitor(key.principal(), key.roles()));
    }
  }
}
