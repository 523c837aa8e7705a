package io.portreeve.gateway.store;

/** A fresh, empty store for each contract test; implemented once per kind of store. */
interface StoreFixture {
  Store store();
}
