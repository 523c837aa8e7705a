package io.portreeve.laws.samples.controls;

import java.net.InetAddress;
import java.net.UnknownHostException;

class ResolvesAName {
  InetAddress resolve(String name) throws UnknownHostException {
    return InetAddress.getByName(name);
  }
}
