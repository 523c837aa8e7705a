package io.portreeve.laws.samples.onnx;

import io.portreeve.laws.samples.gateway.store.Store;

class ReadsTheStore {
  String read(Store store) {
    return store.toString();
  }
}
