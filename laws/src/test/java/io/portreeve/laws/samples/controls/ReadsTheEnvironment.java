package io.portreeve.laws.samples.controls;

class ReadsTheEnvironment {
  String home() {
    return String.valueOf(System.getenv("HOME"));
  }
}
