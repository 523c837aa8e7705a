package io.portreeve.laws.samples.controls;

class RollsDice {
  double roll() {
    return Math.random();
  }
}
