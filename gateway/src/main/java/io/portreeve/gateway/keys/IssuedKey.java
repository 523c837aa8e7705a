package io.portreeve.gateway.keys;

import io.portreeve.gateway.store.ApiKeyRecord;

/**
 * A key that was just made.
 *
 * @param record what is kept
 * @param text what its holder presents; this is the only time it can be had
 */
public record IssuedKey(ApiKeyRecord record, Secret text) {}
