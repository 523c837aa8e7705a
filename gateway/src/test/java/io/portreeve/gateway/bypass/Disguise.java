package io.portreeve.gateway.bypass;

import io.portreeve.testkit.server.HttpWire;

/** How a server wraps an answer, so that it might not be taken for one. */
interface Disguise {
  /** As it should be. */
  Disguise NONE = (answer, wire) -> wire.json(200, answer);

  void answer(String answer, HttpWire wire) throws Exception;
}
