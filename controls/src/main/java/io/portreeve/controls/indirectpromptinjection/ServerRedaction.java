package io.portreeve.controls.indirectpromptinjection;

import io.portreeve.mcp.ServerId;

/** Port: what the operator wants of what is sensitive in messages to and from a server. */
public interface ServerRedaction {
  SensitiveRules requests(ServerId server);

  SensitiveRules responses(ServerId server);

  /** The same of every server, both ways. */
  static ServerRedaction everywhere(SensitiveRules rules) {
    return new ServerRedaction() {
      @Override
      public SensitiveRules requests(ServerId server) {
        return rules;
      }

      @Override
      public SensitiveRules responses(ServerId server) {
        return rules;
      }
    };
  }
}
