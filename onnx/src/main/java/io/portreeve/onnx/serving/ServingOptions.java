package io.portreeve.onnx.serving;

import io.portreeve.gateway.keys.Secret;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How questions are taken.
 *
 * @param address where; port 0 for any free one
 * @param token what an asker must show; empty: nothing
 * @param workers that ask the model at the same time
 * @param waiting questions that may wait for one of them
 * @param patience from the moment a question came until it is answered
 * @param longest how many characters all texts of a question may have
 */
public record ServingOptions(
    InetSocketAddress address,
    Optional<Secret> token,
    int workers,
    int waiting,
    Duration patience,
    int longest) {}
