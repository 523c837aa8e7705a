package io.portreeve.laws.samples.mcp;

import java.util.logging.Logger;

class Logs {
  void log() {
    Logger.getLogger("sample").info("sample");
  }
}
