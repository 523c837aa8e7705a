package io.portreeve.laws.samples.controls;

import java.io.IOException;
import java.net.Socket;

class OpensASocket {
  void open() throws IOException {
    new Socket().close();
  }
}
