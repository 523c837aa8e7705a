package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.guard.Reason;

/** Port: how a sender who is turned away learns what credential would do. */
public interface Challenges {
  /** The fields of the answer; they tell a sender nothing that the reason's answer would not. */
  HttpFields of(Reason reason);

  /** The fields of an answer to a token that grants too little: these scopes are wanted, too. */
  HttpFields wanting(String scopes);

  /** What would do, in words that follow "send". */
  String wanted();

  /** That a bearer token is needed, and no more. */
  static Challenges bearer(String wanted) {
    return new Bearer(wanted);
  }

  /** That something else is needed, which no scheme of HTTP is for. */
  static Challenges none(String wanted) {
    return new None(wanted);
  }

  /** Without a field. */
  record None(String wanted) implements Challenges {
    @Override
    public HttpFields of(Reason reason) {
      return HttpFields.empty();
    }

    @Override
    public HttpFields wanting(String scopes) {
      return HttpFields.empty();
    }
  }

  /** Without parameters. */
  record Bearer(String wanted) implements Challenges {
    @Override
    public HttpFields of(Reason reason) {
      return HttpFields.of("www-authenticate", "Bearer");
    }

    @Override
    public HttpFields wanting(String scopes) {
      return HttpFields.empty();
    }
  }
}
